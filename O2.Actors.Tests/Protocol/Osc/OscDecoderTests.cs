using O2.Actors.Tests.Transcripts;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Protocol.Osc;

public sealed class OscDecoderTests
{
    [Fact]
    public void Types_that_both_have_stay_as_they_are()
    {
        byte[] packet = OscBytes.Message("/all", "ifhdsScmTFNI", 60, 0.5f, 1L << 40, 1.25, "text", "sym", 'z' + 0, 0x00903C7F);

        O2Message message = OscWire.Decode(packet);

        Assert.Equal(("/osc/all", "ifhdsScmTFNI"), (message.Address.Text, message.Types));
        O2MessageView m = message.AsView();
        Assert.Equal((60, 0.5f, 1L << 40, 1.25, "text", "sym", 'z', 0x00903C7F), (m.Int32(0), m.Single(1), m.Int64(2), m.Double(3), m.Text(4), m.Text(5), (char)m.Char(6), (int)m.Midi(7)));
    }

    [Fact]
    public void D1_28_D1_29_D5_10_D5_12_A_message_is_reliable_has_no_time_and_the_right_length()
    {
        O2Message message = OscWire.Decode(OscBytes.Message("/x", "is", 1, "ab"));

        Assert.Equal(1u, message.Flags.Bits);
        Assert.Equal(GlobalTime.Immediately, message.Time);
        Assert.Equal(8, message.Data.Length);
        Assert.Equal(12 + 8 + 4 + 8, message.WireLength);
    }

    [Theory]
    [InlineData("/synth/note", "/osc/synth/note")]
    [InlineData("/a*/{b,c}", "/osc/a*/{b,c}")]
    [InlineData("/", "/osc")]
    [InlineData("", "/osc")]
    public void The_service_stands_before_the_address_and_patterns_stay(string osc, string o2) =>
        Assert.Equal(o2, OscWire.Decode(OscBytes.Message(osc, "")).Address.Text);

    [Fact]
    public void A_message_without_a_type_string_has_no_arguments() => Assert.Equal("", OscWire.Decode(OscBytes.Text("/old")).Types);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void D5_4_A_blob_of_any_size_and_what_is_behind_it_arrive(int size)
    {
        byte[] blob = [.. Enumerable.Range(1, size).Select(i => (byte)i)];

        O2MessageView m = OscWire.Decode(OscBytes.Message("/b", "bi", blob, 9)).AsView();

        Assert.Equal(blob, m.Blob(0));
        Assert.Equal(9, m.Int32(1));
    }

    [Fact]
    public void R5_5_A_time_argument_becomes_the_ensembles_time()
    {
        O2MessageView m = OscWire.Decode(OscBytes.Message("/t", "tt", OscWire.Tag(2.5), OscBytes.Immediately)).AsView();

        Assert.Equal(102.5, m.Double(0), 1e-9);
        Assert.Equal(0, m.Double(1));
    }

    [Fact]
    public void R5_5_While_the_ensembles_time_is_not_known_a_time_argument_is_not_either()
    {
        O2MessageView m = OscWire.Decode(OscBytes.Message("/t", "tt", OscWire.Tag(2.5), OscBytes.Immediately), OscWire.NoClock).AsView();

        Assert.Equal((GlobalTime.Unknown.Seconds, 0), (m.Double(0), m.Double(1)));
    }

    [Fact]
    public void R5_6_Unless_that_is_switched_off_then_the_eight_bytes_pass() =>
        Assert.Equal(3.5, OscWire.Decode(OscBytes.Message("/t", "t", 3.5), convertsTime: false).AsView().Double(0));

    [Fact]
    public void R5_7_Arrays_arrive_as_arrays()
    {
        O2Message message = OscWire.Decode(OscBytes.Message("/a", "i[ff]s", 1, 2f, 3f, "end"));

        O2MessageReader reader = message.AsView().Reader();
        Assert.Equal("i[ff]s", message.Types);
        Assert.True(reader.TryReadInt32(out int first) && first == 1);
        Assert.True(reader.TryReadVectorStart() && reader.TryReadVector(TypeTag.Float, out O2Vector vector) && vector.Count == 2 && vector.Single(1) == 3f);
        Assert.True(reader.TryReadArrayEnd() && reader.TryReadText(out string text) && text == "end");
    }

    [Fact]
    public void R5_8_A_colour_arrives_as_integer()
    {
        O2Message message = OscWire.Decode(OscBytes.Message("/c", "ri", 0x11223344, 7));

        Assert.Equal(("ii", 0x11223344, 7), (message.Types, message.AsView().Int32(0), message.AsView().Int32(1)));
    }

    [Fact]
    public void R5_9_An_unknown_type_drops_the_message_and_is_named()
    {
        OscError error = OscWire.Error(OscBytes.Message("/x", "iXi", 1, 2));

        Assert.Equal((OscErrorKind.UnknownType, 'X'), (error.Kind, error.Type));
        Assert.Contains("'X'", error.ToString());
        Assert.Equal(OscErrorKind.UnknownType, OscWire.Error(OscBytes.Bundle(1, OscBytes.Message("/ok", ""), OscBytes.Message("/x", "B"))).Kind);
    }

    [Fact]
    public void A_bundle_becomes_a_bundle_for_the_service_with_the_time_of_its_tag()
    {
        byte[] inner = OscBytes.Bundle(OscWire.Tag(0.8), OscBytes.Message("/two", "i", 2));
        byte[] packet = OscBytes.Bundle(OscWire.Tag(0.5), OscBytes.Message("/one", "i", 1), inner);

        O2Message bundle = OscWire.Decode(packet);

        Assert.Equal(("#osc", 1u), (bundle.Address.Text, bundle.Flags.Bits));
        Assert.Equal(100.5, bundle.Time.Seconds, 1e-9);
        O2Message[] elements = [.. bundle.ReadElements()];
        Assert.Equal(("/osc/one", 1, GlobalTime.Immediately, 1u), (elements[0].Address.Text, elements[0].AsView().Int32(0), elements[0].Time, elements[0].Flags.Bits));
        Assert.Equal(100.8, elements[1].Time.Seconds, 1e-9);
        Assert.Equal("/osc/two", Assert.Single(elements[1].ReadElements()).Address.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void D1_30_D5_13_The_tag_immediately_is_time_0_with_or_without_a_clock(bool hasClock)
    {
        OscTimeBase times = hasClock ? OscWire.Times : OscWire.NoClock;

        Assert.Equal(GlobalTime.Immediately, OscWire.Decode(OscBytes.Bundle(1, OscBytes.Message("/x", "")), times).Time);
        Assert.Equal(GlobalTime.Immediately, OscWire.Decode(OscBytes.Bundle(0, OscBytes.Message("/x", "")), times).Time);
    }

    [Fact]
    public void R5_29_A_tag_before_time_0_is_time_0() =>
        Assert.Equal(GlobalTime.Immediately, OscWire.Decode(OscBytes.Bundle(OscWire.Tag(-101), OscBytes.Message("/x", ""))).Time);

    [Fact]
    public void Without_a_clock_a_tag_in_the_past_is_time_0_and_one_in_the_future_is_a_time()
    {
        Assert.True(OscWire.Decode(OscBytes.Bundle(OscWire.Tag(-0.5), OscBytes.Message("/x", "")), OscWire.NoClock).Time.IsImmediate);
        Assert.False(OscWire.Decode(OscBytes.Bundle(OscWire.Tag(0.5), OscBytes.Message("/x", "")), OscWire.NoClock).Time.IsImmediate);
    }

    [Fact]
    public void Of_a_bundle_without_elements_nothing_is_left()
    {
        Assert.Equal(default, OscWire.Error(OscBytes.Bundle(1)));
        Assert.Equal(default, OscWire.Error(OscBytes.Bundle(1, OscBytes.Bundle(1))));
        Assert.Single(OscWire.Decode(OscBytes.Bundle(1, OscBytes.Bundle(1), OscBytes.Message("/x", ""))).ReadElements());
    }

    [Fact]
    public void Bundles_may_be_nested_as_deep_as_those_of_O2()
    {
        byte[] packet = OscBytes.Message("/x", "");
        for (int depth = 0; depth < ProtocolLimits.MaxBundleDepth; depth++)
            packet = OscBytes.Bundle(1, packet);

        OscWire.Decode(packet);
        Assert.Equal(OscErrorKind.BundleDepth, OscWire.Error(OscBytes.Bundle(1, packet)).Kind);
    }

    public static TheoryData<string, OscErrorKind, byte[]> Malformed => new()
    {
        { "D5_14 element longer than the bundle", OscErrorKind.Bundle, Changed(OscBytes.Bundle(1, OscBytes.Message("/x", "i", 1)), 19, 16) },
        { "D5_14 element of negative length", OscErrorKind.Bundle, Changed(OscBytes.Bundle(1, OscBytes.Message("/x", "i", 1)), 16, 0x80) },
        { "D5_15 size of the packet", OscErrorKind.Size, OscBytes.Message("/x", "i", 1)[..^1] },
        { "D5_15 size of an element", OscErrorKind.Size, Changed(OscBytes.Bundle(1, OscBytes.Message("/x", "i", 1)), 19, 11) },
        { "D5_16 missing int", OscErrorKind.Arguments, OscBytes.Message("/x", "i") },
        { "D5_16 missing half of a double", OscErrorKind.Arguments, OscBytes.Message("/x", "d", 1) },
        { "D5_16 text without end", OscErrorKind.Arguments, OscBytes.Message("/x", "s", 0x41414141) },
        { "D5_16 blob beyond the end", OscErrorKind.Arguments, OscBytes.Message("/x", "b", 5, 0) },
        { "D5_16 blob of negative size", OscErrorKind.Arguments, OscBytes.Message("/x", "b", -1, 0) },
        { "D5_17 address without slash", OscErrorKind.Address, OscBytes.Message("x", "i", 1) },
        { "R5_18 empty packet", OscErrorKind.Size, [] },
        { "R5_18 address without end", OscErrorKind.Address, "/abc"u8.ToArray() },
        { "R5_18 types without end", OscErrorKind.Types, [.. OscBytes.Text("/x"), .. ",iii"u8] },
        { "R5_18 no types but data", OscErrorKind.Types, [.. OscBytes.Text("/x"), 0, 0, 0, 1] },
        { "R5_18 brackets that do not match", OscErrorKind.Types, OscBytes.Message("/x", "[i", 1) },
        { "R5_18 brackets the wrong way round", OscErrorKind.Types, OscBytes.Message("/x", "]i[", 1) },
        { "R5_18 another word than bundle", OscErrorKind.Bundle, [.. OscBytes.Text("#bungle"), .. new byte[8]] },
        { "R5_18 bundle without tag", OscErrorKind.Bundle, OscBytes.Text("#bundle") },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void D5_14_D5_15_D5_16_D5_17_R5_18_A_malformed_packet_is_dropped_whole(string what, OscErrorKind kind, byte[] packet)
    {
        OscError error = OscWire.Error(packet);
        Assert.True(kind == error.Kind, $"{what}: {error}");
        Assert.InRange(error.Offset, 0, packet.Length);

        Assert.NotEqual(OscErrorKind.None, OscWire.Error(OscBytes.Bundle(1, OscBytes.Message("/sound", ""), packet)).Kind);
    }

    [Fact]
    public void Every_packet_that_is_cut_short_is_dropped_without_a_read_outside()
    {
        byte[] packet = OscBytes.Bundle(OscWire.Tag(1), OscBytes.Message("/one", "ibs", 1, new byte[5], "text"), OscBytes.Bundle(1, OscBytes.Message("/two", "[hd]", 1L, 2.0)));
        OscWire.Decode(packet);

        for (int length = 0; length < packet.Length; length++)
        {
            bool isWhole = length is 16 or 60;   // a bundle of no elements, or of the first alone
            Assert.Equal(isWhole, OscWireError(packet[..length]).Kind == OscErrorKind.None);
        }
    }

    [Fact]
    public void What_C_clients_have_sent_is_read()
    {
        string[] read = [.. Transcript.Load("osc").Where(packet => packet.From == "b" && !packet.IsTcp).Select(packet => OscWire.Decode(packet.Bytes).ToString())];

        Assert.Equal(3, read.Length);
        Assert.StartsWith("/osc/synth/note ifs 60 0.5", read[0]);
        Assert.StartsWith("/osc/types hdcTFNIm 5 1.5", read[1]);
        Assert.StartsWith("/osc/S S", read[2]);
    }

    private static OscError OscWireError(byte[] packet)
    {
        OscWire.TryDecode(packet, OscWire.Times, true, out _, out OscError error);
        return error;
    }

    private static byte[] Changed(byte[] packet, int at, byte value)
    {
        packet[at] = value;
        return packet;
    }
}
