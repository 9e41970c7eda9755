using O2.Actors.Tests.Transcripts;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Protocol.Osc;

public sealed class OscEncoderTests
{
    [Fact]
    public void Types_that_both_have_stay_as_they_are()
    {
        O2Message message = OscWire.Message("/osc/all", 60, 0.5f, 1L << 40, 1.25, "text", O2Value.Symbol("sym"), O2Value.Char('z'), O2Value.Midi(0x00903C7F));

        Assert.Equal(OscBytes.Message("/all", "ifhdsScm", 60, 0.5f, 1L << 40, 1.25, "text", "sym", 'z' + 0, 0x00903C7F), OscWire.Encode(message));
    }

    [Theory]
    [InlineData("/osc/a/b", "/a/b")]
    [InlineData("!osc/a/b", "/a/b")]
    [InlineData("/osc", "/")]
    [InlineData("!osc", "/")]
    [InlineData("/osc/", "/")]
    public void R5_20_The_service_is_taken_off_the_address(string o2, string osc) =>
        Assert.Equal(OscBytes.Message(osc, ""), OscWire.Encode(OscWire.Message(o2)));

    [Fact]
    public void R5_21_A_time_argument_becomes_an_NTP_time()
    {
        O2Message message = OscWire.Message("/osc/t", O2Value.Time(new(102.5)), O2Value.Time(GlobalTime.Immediately));

        Assert.Equal(OscBytes.Message("/t", "tt", OscWire.Tag(2.5), OscBytes.Immediately), OscWire.Encode(message));
        Assert.Equal(OscBytes.Message("/t", "tt", 102.5, 0.0), OscWire.Encode(message, convertsTime: false));
    }

    [Fact]
    public void R5_22_A_Boolean_becomes_T_or_F() =>
        Assert.Equal(OscBytes.Message("/b", "TiF", 7), OscWire.Encode(OscWire.Message("/osc/b", true, 7, false)));

    [Fact]
    public void R5_23_A_vector_becomes_an_array()
    {
        O2Message message = OscWire.Message("/osc/v", new[] { 1f, 2f }, new[] { 3 }, new[] { 4L }, new[] { 5.0, 6.0 }, Array.Empty<int>(), 7);

        Assert.Equal(OscBytes.Message("/v", "[ff][i][h][dd][]i", 1f, 2f, 3, 4L, 5.0, 6.0, 7), OscWire.Encode(message));
    }

    [Fact]
    public void R5_24_D1_31_An_array_is_sent_as_an_array() =>
        Assert.Equal(OscBytes.Message("/a", "[is]", 1, "x"), OscWire.Encode(OscWire.Message("/osc/a", O2Value.ArrayStart, 1, "x", O2Value.ArrayEnd)));

    [Fact]
    public void D1_32_D5_25_Messages_with_types_without_data_are_sent()
    {
        Assert.Equal(OscBytes.Message("/x", "T"), OscWire.Encode(OscWire.Message("/osc/x", O2Value.True)));
        Assert.Equal(OscBytes.Message("/x", "iT", 1), OscWire.Encode(OscWire.Message("/osc/x", 1, O2Value.True)));
        Assert.Equal(OscBytes.Message("/x", "TFNI"), OscWire.Encode(OscWire.Message("/osc/x", O2Value.True, O2Value.False, O2Value.Nil, O2Value.Infinitum)));
    }

    [Fact]
    public void D1_33_A_message_that_cannot_be_sent_stays_as_it_is()
    {
        byte[] data = [1, 0, 0, 0, 2, 0, 0, 0];
        O2Message message = O2Message.FromImage(O2Address.Parse("/osc/x"), "ix", GlobalTime.Immediately, MessageFlags.Reliable, data);

        Assert.False(OscEncoder.TryMeasure(message.AsView(), out _, out OscError error));

        Assert.Equal((OscErrorKind.UnknownType, 'x'), (error.Kind, error.Type));
        Assert.Equal([1, 0, 0, 0, 2, 0, 0, 0], data);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(8)]
    public void A_blob_is_padded(int size) =>
        Assert.Equal(OscBytes.Message("/b", "bi", new byte[size], 9), OscWire.Encode(OscWire.Message("/osc/b", new byte[size], 9)));

    [Fact]
    public void The_time_of_a_plain_message_is_not_sent()
    {
        O2Message message = OscWire.Message("/osc/x", 1).With(time: new GlobalTime(500));

        Assert.Equal(OscBytes.Message("/x", "i", 1), OscWire.Encode(message));
        Assert.False(OscEncoder.NeedsClock(message.AsView()));
    }

    [Fact]
    public void R5_28_A_bundle_of_time_0_has_the_tag_immediately()
    {
        O2Message bundle = Bundle(0, OscWire.Message("/osc/x", 1));

        Assert.Equal(OscBytes.Bundle(1, OscBytes.Message("/x", "i", 1)), OscWire.Encode(bundle));
        Assert.False(OscEncoder.NeedsClock(bundle.AsView()));
    }

    [Fact]
    public void A_nested_bundle_is_never_before_the_one_around_it()
    {
        O2Message late = Bundle(100.75, OscWire.Message("/osc/late"));
        O2Message early = Bundle(100.25, OscWire.Message("/osc/early"));
        O2Message now = Bundle(0, OscWire.Message("/osc/now"));

        byte[] packet = OscWire.Encode(Bundle(100.5, late, early, now));

        Assert.Equal(OscBytes.Bundle(OscWire.Tag(0.5),
            OscBytes.Bundle(OscWire.Tag(0.75), OscBytes.Message("/late", "")),
            OscBytes.Bundle(OscWire.Tag(0.5), OscBytes.Message("/early", "")),
            OscBytes.Bundle(OscWire.Tag(0.5), OscBytes.Message("/now", ""))), packet);
    }

    [Fact]
    public void D5_30_Without_a_clock_no_bundle_carries_a_bare_O2_time()
    {
        O2Message timed = Bundle(100.5, OscWire.Message("/osc/x"));
        O2Message around = Bundle(0, timed);

        Assert.True(OscEncoder.NeedsClock(timed.AsView()));
        Assert.True(OscEncoder.NeedsClock(around.AsView()));
        Assert.Equal(OscBytes.Bundle(1, OscBytes.Message("/x", "")), OscWire.Encode(timed, OscWire.NoClock));
    }

    [Fact]
    public void What_can_go_both_ways_comes_back_as_it_was()
    {
        O2Message message = OscWire.Message("/osc/x", 1, "a", new byte[] { 1, 2, 3 }, O2Value.Time(new(101)), O2Value.ArrayStart, 2.5, O2Value.ArrayEnd, O2Value.True, O2Value.Midi(1));
        O2Message bundle = Bundle(101, message, Bundle(102, message));

        O2Message back = OscWire.Decode(OscWire.Encode(bundle));

        Assert.Equal(Convert.ToHexString(bundle.Data.Span), Convert.ToHexString(back.Data.Span));
        Assert.Equal(bundle.Time, back.Time);
    }

    [Fact]
    public void A_plain_message_is_translated_without_allocating()
    {
        var decoder = new OscDecoder("osc");
        byte[] packet = OscBytes.Message("/synth/note", "if", 60, 0.5f), copy = new byte[packet.Length];

        Allocations.AreNone(() =>
        {
            packet.CopyTo(copy, 0);
            if (!decoder.TryDecode(copy, OscWire.Times, out O2MessageView message, out _) || !OscEncoder.TryMeasure(message, out int size, out _))
                throw new InvalidOperationException();

            OscEncoder.Write(message, OscWire.Times, convertsTime: true, copy.AsSpan(0, size));
        });
        Assert.Equal(packet, copy);
    }

    /// <summary>The plain messages of the transcript, whose <c>t</c> argument was not converted.</summary>
    [Fact]
    public void What_the_reference_has_sent_comes_out_byte_for_byte()
    {
        O2Message[] messages =
        [
            OscWire.Message("/osc/note", 60, 0.5f, "str"),
            OscWire.Message("/osc/types", 5L, 1.5, O2Value.True, O2Value.False, O2Value.Nil, O2Value.Infinitum, O2Value.Char('c')),
            OscWire.Message("/osc/m", O2Value.Midi(0x00903C7F), O2Value.Symbol("sym")),
            OscWire.Message("/osc/timed", 1),
            OscWire.Message("/osc/t", O2Value.Time(new(3.5))),
        ];
        string[] sent = [.. Transcript.Load("osc").Where(packet => packet.From == "a" && !packet.IsTcp).Take(5).Select(packet => Convert.ToHexStringLower(packet.Bytes))];

        Assert.Equal(sent, messages.Select(message => Convert.ToHexStringLower(OscWire.Encode(message, convertsTime: false))));
    }

    [Fact]
    public void The_bundles_that_the_reference_has_sent_come_back_byte_for_byte()
    {
        byte[][] bundles = [.. Transcript.Load("osc").Where(packet => packet.From == "a").Select(packet => packet.Body.ToArray()).Where(body => body[0] == '#')];

        Assert.Equal(4, bundles.Length);
        foreach (byte[] bundle in bundles)
        {
            OscTimeBase times = OscTimeBase.At(new GlobalTime(8), new DateTime(2026, 11, 21, 10, 30, 0, DateTimeKind.Utc) - DateTime.UnixEpoch);
            O2Message decoded = OscWire.Decode([.. bundle], times);
            Assert.Equal(["/osc/one", "/osc/two"], decoded.ReadElements().Select(element => element.Address.Text));
            Assert.Equal(bundle.AsSpan(16).ToArray(), OscWire.Encode(decoded, times).AsSpan(16).ToArray());
        }
    }

    private static O2Message Bundle(double time, params ReadOnlySpan<O2Message> elements) => O2Message.CreateBundle("osc", new(time), reliable: true, elements);
}
