using O2.Actors.Tests.Transcripts;
using O2.Actors.Tests.Vectors;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Protocol.Lite;

public sealed class LiteHostMessagesTests
{
    [Theory]
    [InlineData("o2lite_c_tcp")]
    [InlineData("o2lite_c_udp")]
    [InlineData("o2lite_py_tcp")]
    [InlineData("o2lite_py_udp")]
    public void Hosts_of_the_reference_say_what_ours_says_but_for_the_tap_bits(string transcript)
    {
        int answers = 0;
        foreach (TranscriptPacket packet in Transcript.Load(transcript).Where(packet => packet.From == "a" && packet.Address.StartsWith("!_o2", StringComparison.Ordinal)))
        {
            O2Message message = Wire.Decode(packet.Body);
            O2Message ours;
            if (packet.Address == LiteAddress.BridgeId)
            {
                Assert.True(LiteHostMessages.TryReadBridgeId(message, out int id));
                ours = LiteHostMessages.CreateBridgeId(id);
            }
            else
            {
                Assert.True(LiteHostMessages.TryReadClockAnswer(message, out int number, out GlobalTime time));
                ours = LiteHostMessages.CreateClockAnswer(O2Address.Parse(LiteAddress.ClockAnswer), number, time);
                Assert.Equal(++answers, number);
            }

            Expect.SameMessage(message.With(flags: packet.IsTcp ? MessageFlags.Reliable : MessageFlags.BestEffort), ours);
        }

        Assert.InRange(answers, 5, 20);
    }

    [Fact]
    public void Status_is_written_and_read()
    {
        O2Message st = LiteHostMessages.CreateStatus("synth", ServiceStatus.Bridge);
        Assert.Equal("!_o2/st si \"synth\" 6", st.ToString());
        Assert.True(LiteHostMessages.TryReadStatus(st, out string service, out ServiceStatus status));
        Assert.Equal(("synth", ServiceStatus.Bridge), (service, status));
    }

    [Fact]
    public void Rows_of_services_and_taps_and_the_end_of_the_list_are_written_and_read()
    {
        ServiceListing service = new("ws", ServiceStatus.Bridge, "_o2", null, ServiceProperties.FromWire(";color:red;"));
        ServiceListing plain = new("a", ServiceStatus.Local, "_o2", null, ServiceProperties.Empty);
        ServiceListing tap = new("a", ServiceStatus.Tap, "@00000000:7f000001:b439", "ws", null);
        Assert.Equal("!_o2/ls siss \"ws\" 6 \"_o2\" \"color:red;\"", LiteHostMessages.CreateListing(service).ToString());
        Assert.Equal("!_o2/ls siss \"a\" 4 \"_o2\" \"\"", LiteHostMessages.CreateListing(plain).ToString());
        Assert.Equal("!_o2/ls siss \"a\" 8 \"@00000000:7f000001:b439\" \"ws\"", LiteHostMessages.CreateListing(tap).ToString());
        Assert.Equal("!_o2/ls siss \"\" 0 \"\" \"\"", LiteHostMessages.CreateListing(null).ToString());
        foreach (ServiceListing? row in new[] { service, plain, tap, null })
        {
            Assert.True(LiteHostMessages.TryReadListing(LiteHostMessages.CreateListing(row), out ServiceListing? read));
            Assert.Equal(row, read);
        }
    }

    [Fact]
    public void Other_types_are_refused()
    {
        O2Message other = O2Message.Create("!_o2/x", GlobalTime.Immediately, reliable: true, 1L);
        Assert.False(LiteHostMessages.TryReadBridgeId(other, out _));
        Assert.False(LiteHostMessages.TryReadClockAnswer(other, out _, out _));
        Assert.False(LiteHostMessages.TryReadStatus(other, out _, out _));
        Assert.False(LiteHostMessages.TryReadListing(other, out _));
        Assert.False(LiteHostMessages.TryReadBridgeId(LiteHostMessages.CreateBridgeId(0), out _));
        Assert.False(LiteHostMessages.TryReadBridgeId(LiteHostMessages.CreateBridgeId(-1), out _));
    }
}
