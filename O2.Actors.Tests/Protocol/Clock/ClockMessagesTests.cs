using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Clock;

public sealed class ClockMessagesTests
{
    private static readonly ProcessName Follower = ProcessName.Parse("@00000000:7f000001:d3e8");

    [Fact]
    public void The_question_has_the_bytes_of_the_reference_implementation()
    {
        O2Message get = ClockMessages.CreateGet(Follower, 3);
        Assert.Equal(WireVector.Named("sys-cs-get").Udp, Wire.EncodeUdp(get));
        Assert.True(ClockMessages.TryReadGet(Wire.Decode(WireVector.Named("sys-cs-get").Udp), out int ping, out ProcessName? follower));
        Assert.Equal((3, Follower), (ping, follower));
    }

    [Fact]
    public void The_answer_has_the_bytes_of_the_reference_implementation()
    {
        O2Message put = ClockMessages.CreatePut(Follower, 3, new GlobalTime(12.5));
        Assert.Equal(WireVector.Named("sys-cs-put").Udp, Wire.EncodeUdp(put));
        Assert.True(ClockMessages.TryReadPut(Wire.Decode(WireVector.Named("sys-cs-put").Udp), out int ping, out GlobalTime time));
        Assert.Equal((3, 12.5), (ping, time.Seconds));
    }

    [Fact]
    public void The_captured_packets_of_the_specification_are_understood()
    {
        const string get = "00000000" + "0000000000000000" + "215f63732f67657400000000" + "2c697300" + "00000001"
            + "214030303030303030303a30613464303030313a386161352f63732f70757400";
        const string put = "00000000" + "0000000000000000" + "214030303030303030303a30613464303030313a386161352f63732f70757400"
            + "2c697400" + "00000001" + "3fffb178b3700474";
        Assert.True(ClockMessages.TryReadGet(Wire.Decode(Convert.FromHexString(get)), out int asked, out ProcessName? follower));
        Assert.True(ClockMessages.TryReadPut(Wire.Decode(Convert.FromHexString(put)), out int answered, out GlobalTime time));
        Assert.Equal((1, "@00000000:0a4d0001:8aa5", 1), (asked, follower.Text, answered));
        Assert.Equal(1.980828, time.Seconds, 6);
    }

    [Theory]
    [InlineData("!@00000000:7f000001:d3e8/cs/pat")]
    [InlineData("/@00000000:7f000001:d3e8/cs/put")]
    [InlineData("!@00000000:7f000001:D3E8/cs/put")]
    [InlineData("!@00000000:7f000001:d3e8/x/cs/put")]
    [InlineData("!victim/cs/put")]
    [InlineData("!_o2/cs/put")]
    [InlineData("/cs/put")]
    [InlineData("")]
    public void A_question_whose_answer_is_not_for_the_clock_of_a_process_is_refused(string replyTo) =>
        Assert.False(ClockMessages.TryReadGet(Message("!_cs/get", 1, replyTo), out _, out _));

    [Fact]
    public void Other_types_are_refused()
    {
        Assert.False(ClockMessages.TryReadGet(Message("!_cs/get", 1.0, "!@00000000:7f000001:d3e8/cs/put"), out _, out _));
        Assert.False(ClockMessages.TryReadGet(Message("!_cs/get"), out _, out _));
        Assert.False(ClockMessages.TryReadPut(Message("!_o2/cs/put", 1, 12.5), out _, out _));
        Assert.False(ClockMessages.TryReadPut(Message("!_o2/cs/put", 1L, O2Value.Time(new(12.5))), out _, out _));
        Assert.False(ClockMessages.TryReadRoundTripQuery(Message("!_o2/cs/rt", 1), out _));
    }

    [Fact]
    public void Round_trips_are_asked_for_and_answered()
    {
        O2Message query = ClockMessages.CreateRoundTripQuery(Follower, O2Address.Parse("/conductor/rt"));
        Assert.Equal("!@00000000:7f000001:d3e8/cs/rt", query.Address.Text);
        Assert.True(ClockMessages.TryReadRoundTripQuery(query, out O2Address? replyTo));
        O2Message answer = ClockMessages.CreateRoundTripAnswer(replyTo, Follower, (0.25, 0.125));
        Assert.Equal("/conductor/rt sff \"@00000000:7f000001:d3e8\" 0.25 0.125", answer.ToString());
        Assert.False(answer.Flags.IsReliable);
    }

    [Theory]
    [InlineData("conductor")]
    [InlineData("#conductor")]
    [InlineData("")]
    public void A_question_for_round_trips_without_an_address_is_refused(string replyTo) =>
        Assert.False(ClockMessages.TryReadRoundTripQuery(Message("!_o2/cs/rt", replyTo), out _));

    private static O2Message Message(string address, params ReadOnlySpan<O2Value> args) =>
        O2Message.Create(address, GlobalTime.Immediately, reliable: false, args);
}
