using System.Text;
using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Messages;

/// <summary>Decision 5 of the rules: what closes the connection, what drops the message, what is delivered raw.</summary>
public sealed class MessageDecoderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(15)]
    public void A_body_without_room_for_header_and_address_closes_the_connection(int length) =>
        Fails(new byte[length], O2ParseErrorKind.Length, length, closes: true);

    [Fact]
    public void An_address_without_end_closes_the_connection()
    {
        Fails(Body("/s/a", "i", 4)[..15].Concat(new byte[] { 1 }).ToArray(), O2ParseErrorKind.AddressUnterminated, 12, closes: true);
        Fails([.. new byte[12], .. "/abcdefgh"u8, 0], O2ParseErrorKind.AddressUnterminated, 12, closes: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2c")]
    [InlineData("2c6969")]
    [InlineData("2c696969")]
    [InlineData("2c6900")]
    [InlineData("69690000")]
    [InlineData("00000000")]
    public void A_type_string_that_is_absent_or_has_no_end_closes_the_connection(string types) =>
        Fails([.. Body("/s/a", null, 0), .. Convert.FromHexString(types)], O2ParseErrorKind.TypesUnterminated, 20, closes: true);

    [Theory]
    [InlineData("s/a")]
    [InlineData("/")]
    [InlineData("//a")]
    [InlineData("")]
    public void An_address_that_names_no_service_drops_the_message(string address) =>
        Fails(Body(address, "i", 4), O2ParseErrorKind.Address, 12, closes: false);

    [Theory]
    [InlineData("i", "000000", 0)]
    [InlineData("ih", "0000000100000002", 4)]
    [InlineData("s", "61626364", 0)]
    [InlineData("s", "616200", 0)]
    [InlineData("is", "00000001", 4)]
    [InlineData("b", "0000", 0)]
    [InlineData("b", "0000000561626364", 0)]
    [InlineData("b", "0000000361626300", -1)]
    [InlineData("b", "00000003616263", 0)]
    [InlineData("b", "ffffffff61626364", 0)]
    [InlineData("b", "8000000061626364", 0)]
    [InlineData("vi", "00000008aabbccdd", 0)]
    [InlineData("vi", "00000003aabbccdd", 0)]
    [InlineData("vd", "00000004aabbccdd", 0)]
    [InlineData("vi", "fffffffcaabbccdd", 0)]
    [InlineData("T", "", -1)]
    [InlineData("iTFNI[]", "00000001", -1)]
    public void Arguments_that_run_past_the_end_drop_the_message(string types, string data, int overrun)
    {
        byte[] body = [.. Body("/s/a", types, 0), .. Convert.FromHexString(data)];
        if (overrun < 0)
            Assert.True(Wire.TryDecode(body, out _, out _));
        else
            Fails(body, O2ParseErrorKind.Arguments, body.Length - (data.Length / 2) + overrun, closes: false);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ixs")]
    [InlineData("v")]
    [InlineData("vs")]
    [InlineData("vvi")]
    [InlineData("r\u00ff\u0001")]
    public void Unknown_type_codes_are_delivered_raw(string types)
    {
        byte[] body = [.. Body("/s/a", types, 0), 0, 0, 0, 1, 2, 3];

        O2Message message = Wire.Decode(body);

        Assert.Equal(types, message.Types);
        Assert.Equal(6, message.Data.Length);
        Assert.Equal(types[0] == 'i' ? 1 : 0, message.AsView().Count);
        Assert.Equal(body, Wire.EncodeUdp(message));
    }

    [Fact]
    public void Bytes_behind_the_last_argument_are_kept()
    {
        O2Message message = Wire.Decode([.. Body("/s/a", "i", 4), 1, 2, 3, 4, 5]);

        Assert.Equal((9, 1), (message.Data.Length, message.AsView().Count));
    }

    [Fact]
    public void A_message_keeps_a_slice_of_the_buffer_when_it_may()
    {
        byte[] buffer = WireVector.Named("blob-len-5").Udp;
        Assert.True(MessageDecoder.TryDecode(buffer, new(), mayMutate: true, out O2Message? message, out _));

        buffer[^8] = 0x77;
        Assert.Equal(0x77, message.Data.Span[4]);
    }

    [Fact]
    public void A_message_like_an_earlier_one_costs_one_object()
    {
        var cache = new AddressCache();
        byte[] wire = WireVector.Named("is").Udp;
        byte[] buffer = new byte[wire.Length];
        var keep = new O2Message[1];
        long size = OneDecode();
        for (int i = 0; i < 200; i++)
            size = OneDecode();

        Assert.InRange(size, 1, 100);

        long OneDecode()
        {
            wire.CopyTo(buffer.AsSpan());
            long before = GC.GetAllocatedBytesForCurrentThread();
            MessageDecoder.TryDecode(buffer, cache, mayMutate: true, out keep[0]!, out _);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void A_view_of_a_message_like_an_earlier_one_costs_no_object()
    {
        var cache = new AddressCache();
        byte[] wire = WireVector.Named("is").Udp;
        byte[] buffer = new byte[wire.Length];

        Allocations.AreNone(() =>
        {
            wire.CopyTo(buffer.AsSpan());
            Assert.True(MessageDecoder.TryDecode(buffer, cache, out O2MessageView _, out _));
        });
    }

    [Fact]
    public void A_view_lies_in_the_buffer_and_the_message_that_is_kept_of_it_does_not()
    {
        byte[] buffer = WireVector.Named("blob-len-5").Udp;
        Assert.True(MessageDecoder.TryDecode(buffer.AsSpan(), new(), out O2MessageView view, out _));
        O2Message kept = view.ToMessage();

        buffer[^8] ^= 0x77;

        Assert.Equal(kept.Data.Span[4] ^ 0x77, view.Raw[4]);
    }

    [Fact]
    public void Type_strings_of_a_connection_are_shared()
    {
        var cache = new AddressCache();
        Assert.True(Wire.TryDecode(WireVector.Named("is").Udp, out O2Message? first, out _, cache));
        Assert.True(Wire.TryDecode(WireVector.Named("is").Udp, out O2Message? second, out _, cache));

        Assert.Same(first!.Types, second!.Types);
        Assert.Same(first.Address, second.Address);
    }

    [Fact]
    public void An_error_tells_kind_and_place() =>
        Assert.Equal("Arguments at byte 24", new O2ParseError(O2ParseErrorKind.Arguments, 24).ToString());

    private static byte[] Body(string address, string? types, int dataLength) =>
        [.. new byte[12], .. Padded(address), .. types is null ? [] : Padded(',' + types), .. new byte[dataLength]];

    private static byte[] Padded(string text) => [.. Encoding.Latin1.GetBytes(text), .. new byte[4 - (text.Length % 4)]];

    private static void Fails(byte[] body, O2ParseErrorKind kind, int offset, bool closes)
    {
        Assert.False(Wire.TryDecode(body, out O2Message? message, out O2ParseError error));
        Assert.Null(message);
        Assert.Equal((new O2ParseError(kind, offset), closes), (error, error.ClosesConnection));
    }
}
