using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Protocol.Mqtt;

public sealed partial class MqttSessionTests
{
    private const int MaxKeptBytes = 10_000;
    private readonly MqttSession _session = new(new MqttConnect("me"), ["disc", "own"], MqttQuality.AtMostOnce, MaxKeptBytes);
    private LocalTime _now = new(100);

    [Fact]
    public void R6_8_Nothing_is_subscribed_or_published_before_CONNACK_0()
    {
        _session.HandleConnected(_now);

        Assert.Equal("Connect", Sent());
        Assert.False(_session.TryPublish(_now, "t", "x"u8));
        Assert.Equal("", Sent());
        Feed([0x20, 2, 0, 0]);
        Assert.Equal("Subscribe Subscribe", Sent());
        Assert.False(_session.TryPublish(_now, "t", "x"u8));
        Feed([0x90, 3, 0, 1, 0]);
        Assert.Equal("", Sent());
        Feed([0x90, 3, 0, 2, 0]);
        Assert.Equal("Online", Sent());
        Assert.True(_session.TryPublish(_now, "t", "x"u8));
        Assert.Equal("Publish", Sent());
    }

    [Theory]
    [InlineData(1, "MQTT 3.1.1")]
    [InlineData(2, "client id")]
    [InlineData(3, "cannot serve")]
    [InlineData(4, "user name or password is wrong")]
    [InlineData(5, "user name or password is missing or wrong")]
    [InlineData(77, "unknown code 77")]
    public void A_refusal_says_why(byte code, string reason)
    {
        _session.HandleConnected(_now);
        Sent();
        Feed([0x20, 2, 0, code]);

        Assert.Contains(reason, Reason(), StringComparison.Ordinal);
        Assert.Equal(MqttState.Offline, _session.State);
        Assert.Equal(LocalTime.Never, _session.NextDeadline);
    }

    [Fact]
    public void A_topic_that_is_refused_ends_the_conversation()
    {
        _session.HandleConnected(_now);
        Feed([0x20, 2, 0, 0]);
        Sent();
        Feed([0x90, 3, 0, 2, 0x80]);

        Assert.Contains("own", Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broker_that_begins_with_something_else_is_none()
    {
        _session.HandleConnected(_now);
        Sent();
        Feed([0x90, 3, 0, 1, 0]);

        Assert.Contains("CONNECT", Reason(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200100")]
    [InlineData("20020000")]        // nobody is accepted twice
    [InlineData("90020001")]
    [InlineData("400100")]
    public void An_answer_that_is_malformed_ends_the_conversation(string hex)
    {
        GoOnline();
        Feed(Convert.FromHexString(hex));

        Assert.Contains("not MQTT", Reason(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4002ffff")]
    [InlineData("90030fff00")]
    public void An_answer_to_nothing_is_passed_over(string hex)
    {
        GoOnline();
        Feed(Convert.FromHexString(hex));

        Assert.Equal("", Sent());
        Assert.Equal(MqttState.Online, _session.State);
    }

    [Fact]
    public void R6_11_Unknown_packets_are_passed_over()
    {
        GoOnline();
        foreach (byte type in new byte[] { 0, 5, 6, 7, 11, 15 })
            Feed([(byte)(type << 4), 0]);

        Assert.Equal("", Sent());
        Assert.Equal(MqttState.Online, _session.State);
    }

    [Fact]
    public void R6_9_A_quiet_connection_is_asked_whether_the_broker_is_there()
    {
        GoOnline();

        Assert.Equal(_now + MqttSession.HeardLimit, _session.NextDeadline);
        Advance(MqttSession.HeardLimit);
        Assert.Equal("Ping", Sent());
        Advance(1);
        _session.HandleHeard(_now);
        Feed([0xD0, 0]);
        Assert.Equal(_now + MqttSession.HeardLimit, _session.NextDeadline);
        Assert.Equal("", Sent());
    }

    [Fact]
    public void A_connection_on_which_only_others_speak_is_kept_up()
    {
        GoOnline();
        for (int i = 0; i < 4; i++)
        {
            Advance(5);
            _session.HandleHeard(_now);
        }

        Assert.Equal("Ping", Sent());
    }

    [Fact]
    public void A_broker_that_does_not_answer_is_given_up()
    {
        GoOnline();
        Advance(MqttSession.HeardLimit);
        Sent();
        Advance(MqttSession.AnswerLimit);

        Assert.Contains("not answered for 10 s", Reason(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_broker_that_never_answers_is_given_up(bool isAccepted)
    {
        _session.HandleConnected(_now);
        if (isAccepted)
            Feed([0x20, 2, 0, 0]);
        Sent();
        Advance(MqttSession.AnswerLimit);

        Assert.Contains("not answered", Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_before_the_broker_has_accepted_us_is_not_handed_on()
    {
        Assert.False(_session.HandlePublish(_now, Read(MqttWriter.Publish("own", "x"u8)).PacketId));
        _session.HandleConnected(_now);

        Assert.False(_session.HandlePublish(_now, Read(MqttWriter.Publish("own", "x"u8)).PacketId));
    }

    [Fact]
    public void R6_10_Disconnect_is_sent_at_the_end()
    {
        GoOnline();
        _session.Leave(_now, 1);

        Assert.Equal("Disconnect Left", Sent());
    }

    [Fact]
    public void Leaving_waits_for_acknowledgements_but_not_for_ever()
    {
        foreach (bool isAnswered in new[] { true, false })
        {
            GoOnline(checkOutputs: false);
            Packets();
            _session.TryPublish(_now, "t", "bye"u8);
            int id = IdOf(Packets()[^1]);
            _session.Leave(_now, 1);
            Assert.Equal("", Sent());
            if (isAnswered)
                Feed([0x40, 2, (byte)(id >> 8), (byte)id]);
            else
                Advance(1);
            Assert.Equal("Disconnect Left", Sent());
        }
    }

    [Fact]
    public void Leaving_before_the_broker_has_accepted_us_needs_no_word()
    {
        _session.HandleConnected(_now);
        Sent();
        _session.Leave(_now, 1);

        Assert.Equal("Left", Sent());
    }

    private static MqttPublish Read(byte[] packet)
    {
        MqttFramer.TryReadPacket(packet, out var header);
        Assert.True(MqttPublish.TryRead(header.Flags, packet.AsSpan(header.BodyStart), out var publish));
        return publish;
    }

    /// <summary>The id of a message; its topic has one letter.</summary>
    private static int IdOf(byte[] publish)
    {
        MqttFramer.TryReadPacket(publish, out var header);
        return (publish[header.BodyStart + 3] << 8) | publish[header.BodyStart + 4];
    }

    private void GoOnline(bool checkOutputs = true)
    {
        _session.HandleConnected(_now);
        Feed([0x20, 2, 0, 0]);
        while (_session.State == MqttState.Subscribing && _session.TryDequeueOutput(out var output))
        {
            if (output is MqttOutput.Send { Packet: [0x82, ..] packet })
                Feed([0x90, 3, packet[2], packet[3], 0]);
        }

        _session.HandleHeard(_now);
        Assert.Equal(MqttState.Online, _session.State);
        if (checkOutputs)
            Assert.Equal("Online", Sent());
        else
            Assert.Same(MqttOutput.Online.Instance, _session.TryDequeueOutput(out var online) ? online : null);
    }

    private void Feed(byte[] packet)
    {
        MqttFramer.TryReadPacket(packet, out var header);
        _session.HandlePacket(_now, header, packet.AsSpan(header.BodyStart));
    }

    private void Advance(double seconds)
    {
        _now += seconds;
        _session.HandleDeadline(_now);
    }

    private List<byte[]> Packets()
    {
        List<byte[]> packets = [];
        while (_session.TryDequeueOutput(out var output))
            packets.Add(Assert.IsType<MqttOutput.Send>(output).Packet);
        return packets;
    }

    private string Reason()
    {
        Assert.True(_session.TryDequeueOutput(out var output));
        return Assert.IsType<MqttOutput.Ended>(output).Reason!;
    }

    private string Sent()
    {
        List<string> words = [];
        while (_session.TryDequeueOutput(out var output))
        {
            words.Add(output switch
            {
                MqttOutput.Send send => ((MqttPacketType)(send.Packet[0] >> 4)).ToString(),
                MqttOutput.Ended { Reason: null } => "Left",
                _ => output.GetType().Name,
            });
        }

        return string.Join(' ', words);
    }
}
