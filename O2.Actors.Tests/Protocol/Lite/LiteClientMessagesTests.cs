using O2.Actors.Tests.Transcripts;
using O2.Actors.Tests.Vectors;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Protocol.Lite;

public sealed class LiteClientMessagesTests
{
    [Fact]
    public void Connect_has_the_bytes_of_the_specification()
    {
        O2Message con = LiteClientMessages.CreateConnect(0xc0000202, 43670);
        Assert.Equal("000000300000000100000000000000" + "00215f6f322f6f326c6974652f636f6e002c736900633030303032303200000000" + "0000aa96", Tcp(con));
        Assert.True(LiteClientMessages.TryReadConnect(con, out uint ip, out int port));
        Assert.Equal((0xc0000202u, 43670), (ip, port));
    }

    [Theory]
    [InlineData("o2lite_c_tcp", 0xa80d)]
    [InlineData("o2lite_c_udp", 0)]
    [InlineData("o2lite_py_tcp", 0)]
    [InlineData("o2lite_py_udp", 0xde4a)]
    public void Clients_of_the_reference_say_what_ours_says(string transcript, int udpPort)
    {
        int announcements = 0;
        foreach (TranscriptPacket packet in Transcript.Load(transcript).Where(packet => packet.From == "b" && packet.Address.StartsWith("!_o2", StringComparison.Ordinal)))
        {
            O2Message message = Wire.Decode(packet.Body);
            Assert.True(LiteAddress.TryRecognize(message, LiteVariant.Sockets, out LiteMethod method));
            O2Message ours = Rewrite(message, method);
            Assert.Equal(Convert.ToHexStringLower(packet.Bytes), packet.IsTcp ? Tcp(ours) : Udp(ours));
            announcements += method == LiteMethod.Announcement ? 1 : 0;
            if (method == LiteMethod.Connect && udpPort != 0)
            {
                Assert.True(LiteClientMessages.TryReadConnect(message, out _, out int port));
                Assert.Equal(udpPort, port);
            }
        }

        Assert.InRange(announcements, 2, 3);
    }

    [Fact]
    public void The_web_dialect_differs_in_addresses_and_in_the_first_message_only()
    {
        Assert.Equal("/_o2/ws/dy s \"gold\"", LiteClientMessages.CreateJoin("gold").ToString());
        Assert.Equal("/_o2/ws/cs/get iis 1 5 \"!_o2/cs/put\"", LiteClientMessages.CreateClockQuestion(LiteVariant.Web, 1, 5).ToString());
        Assert.Equal("!_o2/ws/cs/cs", LiteClientMessages.CreateClockSynchronized(LiteVariant.Web).ToString());
        Assert.Equal("/_o2/ws/st s \"a\"", LiteClientMessages.CreateStatus(LiteVariant.Web, "a").ToString());
        Assert.Equal("/_o2/ws/ls", LiteClientMessages.CreateList(LiteVariant.Web).ToString());
        AnnouncedGroup tap = new(AnnouncedChange.TapAdded, "ws", "a");
        Assert.Equal("!_o2/ws/sv siisi \"ws\" 1 0 \"a\" 0", LiteClientMessages.CreateAnnouncement(LiteVariant.Web, tap).ToString());
        Assert.True(LiteClientMessages.TryReadJoin(LiteClientMessages.CreateJoin("Große Oper"), out string ensemble));
        Assert.Equal("Große Oper", ensemble);
    }

    [Fact]
    public void The_shared_memory_dialect_has_the_bridge_id_in_front_of_an_announcement()
    {
        O2Message sv = LiteClientMessages.CreateAnnouncement(LiteVariant.SharedMemory, AnnouncedGroup.Gone("osc"), bridgeId: 7);
        Assert.Equal("!_o2/o2sm/sv isiisi 7 \"osc\" 0 1 \"\" 0", sv.ToString());
        Assert.True(LiteClientMessages.TryReadAnnouncement(sv, LiteVariant.SharedMemory, out AnnouncedGroup group, out int id));
        Assert.Equal((AnnouncedGroup.Gone("osc"), 7), (group, id));
        Assert.False(LiteClientMessages.TryReadAnnouncement(sv, LiteVariant.Sockets, out _, out _));
    }

    [Fact]
    public void Announcements_read_back_what_they_wrote()
    {
        Assert.True(ServiceProperties.Empty.TrySet("color", "red;green", out ServiceProperties properties));
        AnnouncedGroup[] groups =
        [
            AnnouncedGroup.Offered("synth", properties),
            AnnouncedGroup.Offered("plain", ServiceProperties.Empty),
            AnnouncedGroup.Gone("synth"),
            new(AnnouncedChange.TapAdded, "tapper", "tappee", TapSendMode.BestEffort),
            new(AnnouncedChange.TapAdded, "tapper", "tappee", TapSendMode.Reliable),
            new(AnnouncedChange.TapRemoved, "tapper", "tappee"),
        ];
        foreach (AnnouncedGroup group in groups)
        {
            O2Message sv = LiteClientMessages.CreateAnnouncement(LiteVariant.Sockets, group);
            Assert.True(LiteClientMessages.TryReadAnnouncement(sv, LiteVariant.Sockets, out AnnouncedGroup read, out int id));
            Assert.Equal((group, 0), (read, id));
        }
    }

    [Theory]
    [InlineData("", ";")]
    [InlineData(";", ";")]
    [InlineData("color:red", ";color:red;")]
    [InlineData("color:red;", ";color:red;")]
    [InlineData(";color:red;size:9;", ";color:red;size:9;")]
    public void R4_19_Properties_without_the_leading_separator_get_it(string sent, string read)
    {
        O2Message sv = Message("!_o2/o2lite/sv", "synth", 1, 1, sent, 0);
        Assert.True(LiteClientMessages.TryReadAnnouncement(sv, LiteVariant.Sockets, out AnnouncedGroup group, out _));
        Assert.Equal(new AnnouncedGroup(AnnouncedChange.ServiceOffered, "synth", read), group);
    }

    [Fact]
    public void D4_18_Properties_are_always_written_with_the_leading_separator()
    {
        Assert.True(ServiceProperties.FromWire("color:red").TrySet("size", "9", out ServiceProperties properties));
        O2Message sv = LiteClientMessages.CreateAnnouncement(LiteVariant.Sockets, AnnouncedGroup.Offered("synth", properties));
        Assert.Equal(";size:9;color:red;", sv.AsView().Text(3));
    }

    [Fact]
    public void An_unknown_mode_of_a_tap_keeps_what_the_message_has()
    {
        Assert.True(LiteClientMessages.TryReadAnnouncement(Message("!_o2/o2lite/sv", "t", 1, 0, "u", 9), LiteVariant.Sockets, out AnnouncedGroup group, out _));
        Assert.Equal(TapSendMode.Keep, group.Mode);
    }

    [Fact]
    public void The_search_names_ensemble_address_and_port()
    {
        O2Message dy = LiteClientMessages.CreateSearch("specc", 0x0a4d0001, 0xdb61);
        Assert.Equal("!_o2/o2lite/dy ssiii \"specc\" \"0a4d0001\" 0 56161 50", dy.ToString());
        Assert.False(dy.Flags.IsReliable);
        Assert.True(LiteClientMessages.TryReadSearch(dy, out string ensemble, out uint ip, out int port));
        Assert.Equal(("specc", 0x0a4d0001u, 0xdb61), (ensemble, ip, port));
    }

    [Fact]
    public void Malformed_addresses_and_ports_are_refused()
    {
        Assert.False(LiteClientMessages.TryReadConnect(Message("!_o2/o2lite/con", "7F000001", 5), out _, out _));
        Assert.False(LiteClientMessages.TryReadConnect(Message("!_o2/o2lite/con", "127.0.0.1", 5), out _, out _));
        Assert.False(LiteClientMessages.TryReadConnect(Message("!_o2/o2lite/con", "7f000001", 0), out _, out _));
        Assert.False(LiteClientMessages.TryReadConnect(Message("!_o2/o2lite/con", "7f000001", 65536), out _, out _));
        Assert.False(LiteClientMessages.TryReadSearch(Message("!_o2/o2lite/dy", "e", "7f000001", 0, -1, 50), out _, out _, out _));
        Assert.False(LiteClientMessages.TryReadSearch(Message("!_o2/o2lite/dy", "e", "7f000001", 0, 5, 51), out _, out _, out _));
        Assert.False(LiteClientMessages.TryReadClockQuestion(Message("!_o2/o2lite/cs/get", 1, 2, "nowhere"), out _, out _, out _));
        Assert.False(LiteClientMessages.TryReadClockQuestion(Message("!_o2/o2lite/cs/get", 1, 2, "#bundle"), out _, out _, out _));
    }

    [Fact]
    public void Other_types_are_refused()
    {
        O2Message other = Message("!_o2/o2lite/any", 1.5);
        Assert.False(LiteClientMessages.TryReadConnect(other, out _, out _));
        Assert.False(LiteClientMessages.TryReadJoin(other, out _));
        Assert.False(LiteClientMessages.TryReadSearch(other, out _, out _, out _));
        Assert.False(LiteClientMessages.TryReadAnnouncement(other, LiteVariant.Sockets, out _, out _));
        Assert.False(LiteClientMessages.TryReadClockQuestion(other, out _, out _, out _));
        Assert.False(LiteClientMessages.TryReadStatus(other, out _));
        Assert.False(LiteClientMessages.TryReadAnnouncement(Message("!_o2/o2lite/sv", "s", true, true, "", 0), LiteVariant.Sockets, out _, out _));
    }

    private static O2Message Rewrite(O2Message message, LiteMethod method)
    {
        switch (method)
        {
            case LiteMethod.Connect:
                Assert.True(LiteClientMessages.TryReadConnect(message, out uint ip, out int port));
                return LiteClientMessages.CreateConnect(ip, port);
            case LiteMethod.Announcement:
                Assert.True(LiteClientMessages.TryReadAnnouncement(message, LiteVariant.Sockets, out AnnouncedGroup group, out _));
                return LiteClientMessages.CreateAnnouncement(LiteVariant.Sockets, group);
            case LiteMethod.ClockQuestion:
                Assert.True(LiteClientMessages.TryReadClockQuestion(message, out int id, out int number, out O2Address? replyTo));
                Assert.Equal(LiteAddress.ClockAnswer, replyTo.Text);
                return LiteClientMessages.CreateClockQuestion(LiteVariant.Sockets, id, number);
            default:
                Assert.Equal(LiteMethod.ClockSynchronized, method);
                return LiteClientMessages.CreateClockSynchronized(LiteVariant.Sockets);
        }
    }

    private static string Tcp(O2Message message) => Convert.ToHexStringLower(Wire.EncodeTcp(message));

    private static string Udp(O2Message message) => Convert.ToHexStringLower(Wire.EncodeUdp(message));

    private static O2Message Message(string address, params ReadOnlySpan<O2Value> args) =>
        O2Message.Create(address, GlobalTime.Immediately, reliable: true, args);
}
