using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli;

public sealed class MessageOutputTests
{
    private static readonly GlobalTime Delivered = new(12.2503);

    [Fact]
    public void A_line_tells_time_lateness_address_types_and_arguments()
    {
        var message = O2Message.Create("/synth/noteon", new GlobalTime(12.25), false, 60, 0.5f);

        Assert.Equal("   12.250300   +0.300 ms  /synth/noteon if 60 0.5", MessageLine.Format(message.AsView(0.0003), Delivered));
    }

    [Fact]
    public void A_message_without_a_time_cannot_be_late()
    {
        var message = O2Message.Create("/synth/panic", GlobalTime.Immediately, false);

        Assert.Equal("   12.250300              /synth/panic", MessageLine.Format(message.AsView(), Delivered));
        Assert.Equal("""{"delivered":12.2503,"reliable":false,"address":"/synth/panic","types":"","args":[]}""", Json(message));
    }

    [Fact]
    public void Json_has_time_lateness_flags_types_and_arguments()
    {
        var message = O2Message.Create("/synth/noteon", new GlobalTime(12.25), true, 60, 0.5f);

        Assert.Equal(
            """{"delivered":12.2503,"late_s":0.0003,"time":12.25,"reliable":true,"address":"/synth/noteon","types":"if","args":[60,0.5]}""",
            MessageJson.FormatDelivered(message.AsView(0.0003), Delivered));
    }

    [Fact]
    public void Json_tells_what_became_of_a_sent_message()
    {
        var message = O2Message.Create("/synth/noteon", GlobalTime.Immediately, true, 60);

        Assert.Equal(
            """{"status":"no-service","reliable":true,"address":"/synth/noteon","types":"i","args":[60]}""",
            MessageJson.FormatSent(message, SendStatus.NoService));
    }

    [Fact]
    public void Every_type_has_a_form_in_json()
    {
        var message = O2Message.Create("/x", GlobalTime.Immediately, false,
            1, 2L, 0.1f, 0.1, O2Value.Time(new GlobalTime(3.5)), "é", O2Value.Symbol("y"), 'z', O2Value.Midi(0x903C64), true,
            new byte[] { 1, 2, 3 }, O2Value.True, O2Value.False, O2Value.Nil, O2Value.Infinitum, new[] { 1, 2 }, new[] { 0.5, 0.25 });

        Assert.Equal("""[1,2,0.1,0.1,3.5,"é","y","z","00903c64",true,"AQID",true,false,null,"Infinitum",[1,2],[0.5,0.25]]""", Arguments(message));
    }

    [Fact]
    public void Numbers_that_json_does_not_know_become_texts() =>
        Assert.Equal("""["NaN","Infinity",["-Infinity"]]""", Arguments(O2Message.Create(
            "/x", GlobalTime.Immediately, false, double.NaN, float.PositiveInfinity, new[] { double.NegativeInfinity })));

    [Fact]
    public void A_character_beyond_unicode_becomes_its_number() =>
        Assert.Equal("[-1,55296]", Arguments(O2Message.Create("/x", GlobalTime.Immediately, false, O2Value.Char(-1), O2Value.Char(0xD800))));

    [Fact]
    public void Arrays_nest_and_brackets_without_a_partner_do_no_harm()
    {
        var open = O2Value.ArrayStart;
        var close = O2Value.ArrayEnd;

        Assert.Equal("[[1,[2]],3]", Arguments(O2Message.Create("/x", GlobalTime.Immediately, false, open, 1, open, 2, close, close, 3)));
        Assert.Equal("[1,[2]]", Arguments(O2Message.Create("/x", GlobalTime.Immediately, false, close, 1, open, 2)));
    }

    [Fact]
    public void A_bundle_shows_its_elements()
    {
        var bundle = O2Message.CreateBundle("synth", GlobalTime.Immediately, true, O2Message.Create("/synth/a", GlobalTime.Immediately, false, 1));

        Assert.Equal(
            """{"delivered":12.2503,"reliable":true,"address":"#synth","elements":[{"reliable":false,"address":"/synth/a","types":"i","args":[1]}]}""",
            Json(bundle));
    }

    private static string Json(O2Message message) => MessageJson.FormatDelivered(message.AsView(), Delivered);

    private static string Arguments(O2Message message)
    {
        var json = Json(message);
        return json[(json.IndexOf("\"args\":", StringComparison.Ordinal) + "\"args\":".Length)..^1];
    }
}
