using System.Buffers;
using System.Text;
using System.Text.Json;
using O2.Actors.Tests.Vectors;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Protocol.Lite;

/// <summary>Messages as text. In the texts of these tests <c>|</c> stands for U+0003.</summary>
public sealed class TextMessageTests
{
    private static readonly AddressCache Cache = new();

    /// <summary>Texts that the JavaScript client is tested with, too.</summary>
    public static TheoryData<string> SharedVectors =>
        [.. JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "text-messages.json")))!];

    [Fact]
    public void A_message_is_written_as_the_C_host_writes_it() =>
        Assert.Equal(
            "!ws/fromws|ifdts|0|T|1|2.5|3.25|4.5|str|",
            Write(O2Message.Create("!ws/fromws", default, true, 1, 2.5f, 3.25, O2Value.Time(new(4.5)), "str")));

    [Fact]
    public void Time_and_flag_are_written() =>
        Assert.Equal("/a/b||12.625|F|", Write(O2Message.Create("/a/b", new(12.625), false)));

    [Fact]
    public void What_JavaScript_sends_is_read()
    {
        O2Message message = Read("/_o2/ws/cs/get|iis|0|F|1|2|!_o2/cs/put|");

        Assert.Equal(("/_o2/ws/cs/get", "iis", false), (message.Address.Text, message.Types, message.Flags.IsReliable));
        Assert.Equal((1, 2, "!_o2/cs/put"), (message.AsView().Int32(0), message.AsView().Int32(1), message.AsView().Text(2)));
    }

    [Theory]
    [InlineData("f", "1e-7", 1e-7f)]
    [InlineData("d", "1.7976931348623157e+308", double.MaxValue)]
    [InlineData("d", "Infinity", double.PositiveInfinity)]
    [InlineData("d", "-inf", double.NegativeInfinity)]
    [InlineData("f", "-Infinity", float.NegativeInfinity)]
    [InlineData("f", "-nan", float.NaN)]
    [InlineData("d", "NaN", double.NaN)]
    [InlineData("i", "60.9", 60)]
    [InlineData("i", "-60.9", -60)]
    [InlineData("i", "1e3", 1000)]
    [InlineData("i", "99999999999", int.MaxValue)]
    [InlineData("h", "-1e99", long.MinValue)]
    [InlineData("B", "true", 1)]
    [InlineData("B", "false", 0)]
    [InlineData("B", "2", 1)]
    public void Numbers_are_read_as_JavaScript_and_C_write_them(string types, string text, double value) =>
        Assert.Equal(value, types == "f" ? Read($"/a|{types}|0|T|{text}|").AsView().Single(0) : Read($"/a|{types}|0|T|{text}|").AsView().Double(0));

    [Fact]
    public void R4_38_A_string_with_the_end_of_text_has_no_text()
    {
        var output = new ArrayBufferWriter<byte>();

        Assert.False(TextMessageEncoder.TryWrite(O2Message.Create("/a", default, true, 1, "b\u0003c"), TextMessageForm.Full, output));
        Assert.False(TextMessageEncoder.TryWrite(O2Message.Create("/a", default, true, O2Value.Symbol("\u0003")), TextMessageForm.Reference, output));
        Assert.False(TextMessageEncoder.TryWrite(O2Message.Create("/a/\u0003", default, true), TextMessageForm.Reference, output));
        Assert.False(TextMessageEncoder.TryWrite(O2Message.FromImage(O2Address.Get("/a"), "\u0003", default, default, default), TextMessageForm.Full, output));
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void A_bundle_has_no_text() =>
        Assert.False(TextMessageEncoder.TryWrite(
            O2Message.CreateBundle("a", default, true, O2Message.Create("/a", default, true)), TextMessageForm.Full, new ArrayBufferWriter<byte>()));

    [Fact]
    public void R4_39_Numbers_come_back_with_the_same_bits()
    {
        var random = new Random(39);
        for (int i = 0; i < 20_000; i++)
        {
            double real = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            float single = BitConverter.Int32BitsToSingle((int)random.NextInt64(int.MinValue, int.MaxValue));
            O2MessageView read = Read(Write(O2Message.Create("/a", default, true, real, single, O2Value.Time(new(real))))).AsView();

            Assert.Equal(real, read.Double(0));
            Assert.Equal(single, read.Single(1));
            Assert.Equal(real, read.Double(2));
        }
    }

    [Fact]
    public void D4_40_A_value_that_pages_for_the_reference_cannot_read_is_a_question_mark_and_the_others_arrive_right() =>
        Assert.Equal(
            "/a|iBcbTFNImvd[i]s|0|T|1|?|?|?|?|?|?|?|?|?|?|?|5|?|end|",
            Write(O2Message.Create(
                "/a", default, true, 1, true, 'c', new byte[] { 1, 2, 3 }, O2Value.True, O2Value.False, O2Value.Nil, O2Value.Infinitum, O2Value.Midi(1),
                new double[] { 1, 2 }, O2Value.ArrayStart, 5, O2Value.ArrayEnd, "end")));

    [Fact]
    public void Nothing_is_written_for_what_follows_an_unknown_type() =>
        Assert.Equal("/a|ixs|0|T|7|?|?|", Write(O2Message.FromImage(O2Address.Get("/a"), "ixs", default, MessageFlags.Reliable, new byte[] { 7, 0, 0, 0, 65, 0, 0, 0 })));

    [Fact]
    public void The_full_form_says_all_types() =>
        Assert.Equal(
            "/a|BcbTFNImvdvi[i]|0|T|1|99|AQID|||||00903c64||1 -2.5||||5||",
            Write(
                O2Message.Create(
                    "/a", default, true, true, 'c', new byte[] { 1, 2, 3 }, O2Value.True, O2Value.False, O2Value.Nil, O2Value.Infinitum, O2Value.Midi(0x00903C64),
                    new double[] { 1, -2.5 }, Array.Empty<int>(), O2Value.ArrayStart, 5, O2Value.ArrayEnd),
                TextMessageForm.Full));

    [Theory, WireVector]
    public void The_full_form_of_every_golden_message_reads_back_as_the_message(WireVector vector)
    {
        O2Message message = vector.Build(vector.Flags);
        if (message.IsBundle)
            return;

        var output = new ArrayBufferWriter<byte>();
        Assert.True(TextMessageEncoder.TryWrite(message, TextMessageForm.Full, output));
        Assert.True(TextMessageDecoder.TryDecode(output.WrittenSpan, Cache, out O2Message? read, out _));
        Assert.Equal((message.Address.Text, message.Types), (read.Address.Text, read.Types));
        Assert.True(message.Time == read.Time || (message.Time.IsImmediate && read.Time.IsImmediate));
        Assert.True(message.Data.Span.SequenceEqual(read.Data.Span) || double.IsNaN(message.AsView().Double(0)));
    }

    [Fact]
    public void R4_41_A_64_bit_integer_is_read_as_such()
    {
        O2Message message = Read("/a|h|0|T|9007199254740993|");

        Assert.Equal(("h", 9007199254740993), (message.Types, message.AsView().Int64(0)));
    }

    [Fact]
    public void R4_42_Symbol_and_Bool_keep_their_types()
    {
        O2Message message = Read("/a|SB|0|T|sym|1|");

        Assert.Equal(("SB", "sym", true), (message.Types, message.AsView().Text(0), message.AsView().Boolean(1)));
    }

    [Fact]
    public void A_type_that_O2_does_not_have_makes_a_string() => Assert.Equal("ss", Read("/a|xv|0|T|1|2|").Types);

    [Fact]
    public void What_the_sender_could_not_write_is_nil_but_a_question_mark_in_a_string_is_one()
    {
        O2Message message = Read("/a|Bvibs[]|0|T|?|?|?|?|?|?|?|");

        Assert.Equal(("NNNNs[]", "?"), (message.Types, message.AsView().Text(4)));
    }

    [Fact]
    public void Values_beyond_the_types_are_ignored() => Assert.Equal("i", Read("/a|i|0|T|1|2|   |").Types);

    [Theory]
    [InlineData("", O2ParseErrorKind.AddressUnterminated)]
    [InlineData("/a", O2ParseErrorKind.AddressUnterminated)]
    [InlineData("/a|i|0|", O2ParseErrorKind.TypesUnterminated)]
    [InlineData("/a|i|0|T", O2ParseErrorKind.TypesUnterminated)]
    public void A_text_without_its_four_fields_closes_the_connection(string text, O2ParseErrorKind kind)
    {
        Assert.False(TryRead(text, out O2ParseError error));
        Assert.Equal((kind, true), (error.Kind, error.ClosesConnection));
    }

    [Theory]
    [InlineData("a||0|T|", O2ParseErrorKind.Address)]
    [InlineData("|||T|", O2ParseErrorKind.Address)]
    [InlineData("#a||0|T|", O2ParseErrorKind.Address)]
    [InlineData("/a||soon|T|", O2ParseErrorKind.Arguments)]
    [InlineData("/a|i|0|T|", O2ParseErrorKind.Arguments)]
    [InlineData("/a|ii|0|T|1|", O2ParseErrorKind.Arguments)]
    [InlineData("/a|i|0|T|1", O2ParseErrorKind.Arguments)]
    [InlineData("/a|i|0|T|one|", O2ParseErrorKind.Arguments)]
    [InlineData("/a|s|0|T|\0|", O2ParseErrorKind.Arguments)]
    [InlineData("/a|b|0|T|AQI|", O2ParseErrorKind.Arguments)]
    [InlineData("/a|m|0|T|x|", O2ParseErrorKind.Arguments)]
    [InlineData("/a|vi|0|T||1 x|", O2ParseErrorKind.Arguments)]
    [InlineData("/a|vi|0|T||", O2ParseErrorKind.Arguments)]
    public void A_text_whose_content_is_wrong_drops_the_message(string text, O2ParseErrorKind kind)
    {
        Assert.False(TryRead(text, out O2ParseError error));
        Assert.Equal((kind, false), (error.Kind, error.ClosesConnection));
    }

    [Fact]
    public void A_text_that_is_far_too_long_is_refused() =>
        Assert.False(TextMessageDecoder.TryDecode(new byte[TextMessageDecoder.MaxTextLength + 1], Cache, out _, out _));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_replaced_because_a_browser_would_close_the_connection() =>
        Assert.Equal(
            "/a|s|0|T|\uFFFDb|",
            Write(O2Message.FromImage(O2Address.Get("/a"), "s", default, MessageFlags.Reliable, new byte[] { 0xFF, (byte)'b', 0, 0 })));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(127, 127)]
    [InlineData(128, 256)]
    [InlineData(190, 256)]
    [InlineData(255, 256)]
    [InlineData(256, 256)]
    [InlineData(383, 383)]
    [InlineData(384, 512)]
    [InlineData(65407, 65407)]
    [InlineData(65408, 65408)]
    public void R4_36_A_length_that_the_reference_would_misread_is_filled_up(int length, int filled)
    {
        var output = new ArrayBufferWriter<byte>();
        TextMessageEncoder.WriteFill(length, output);

        Assert.Equal(filled, length + output.WrittenCount);
        Assert.True(output.WrittenCount == 0 || output.WrittenSpan[^1] == 3);
        Assert.False(output.WrittenSpan[..Math.Max(0, output.WrittenCount - 1)].ContainsAnyExcept((byte)' '));
    }

    [Theory]
    [MemberData(nameof(SharedVectors))]
    public void What_is_read_is_written_again_in_JavaScript_as_well(string text) => Assert.Equal(text, Write(Read(text), TextMessageForm.Full));

    [Fact]
    public void Writing_allocates_nothing()
    {
        O2Message message = O2Message.Create("/synth/noteon", new(1.5), true, 60, 0.5f, 0.25, "text", new byte[] { 1 }, new float[] { 1, 2 });
        var output = new ArrayBufferWriter<byte>(1024);
        Allocations.AreNone(() =>
        {
            output.ResetWrittenCount();
            TextMessageEncoder.TryWrite(message, TextMessageForm.Full, output);
        });
    }

    private static string Write(O2Message message, TextMessageForm form = TextMessageForm.Reference)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(TextMessageEncoder.TryWrite(message, form, output));
        return Encoding.UTF8.GetString(output.WrittenSpan).Replace('\u0003', '|');
    }

    private static O2Message Read(string text)
    {
        Assert.True(TextMessageDecoder.TryDecode(Bytes(text), Cache, out O2Message? message, out O2ParseError error), error.ToString());
        return message;
    }

    private static bool TryRead(string text, out O2ParseError error) => TextMessageDecoder.TryDecode(Bytes(text), Cache, out _, out error);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.Replace('|', '\u0003'));
}
