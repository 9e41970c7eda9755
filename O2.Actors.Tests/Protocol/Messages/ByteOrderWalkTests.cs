using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Messages;

public sealed class ByteOrderWalkTests
{
    [Theory, WireVector]
    public void R1_7_The_image_becomes_the_wire_form(WireVector vector)
    {
        byte[] expected = vector.IsGarbled ? vector.Canonical.Tcp[4..] : vector.Tcp[4..];

        Assert.Equal(expected, Walk(vector.HostImage.AsSpan(4), sending: true));
    }

    [Theory, WireVector]
    public void R1_8_The_wire_form_becomes_the_image(WireVector vector)
    {
        byte[] wire = vector.IsGarbled ? vector.Canonical.Tcp[4..] : vector.Tcp[4..];

        Assert.Equal(vector.HostImage[4..], Walk(wire, sending: false));
    }

    [Theory]
    [InlineData("vi-3", "0000000c 01000000 feffffff ffffff7f")]
    [InlineData("vd-2", "00000010 182d4454fb210940 000000000000f0bf")]
    public void R1_3_Vector_has_big_endian_count_and_little_endian_elements(string name, string data) => HasData(name, data);

    [Theory]
    [InlineData("vii-2", "00000008 01020304 08070605 44332211")]
    [InlineData("vii-0", "00000000 11223344")]
    public void R1_4_Behind_a_vector_the_walk_goes_on_inside_it(string name, string data) => HasData(name, data);

    [Fact]
    public void R1_5_Behind_an_odd_blob_the_walk_reverses_the_wrong_bytes()
    {
        HasData("bi-size5", "00000005 01020304 05440000 00332211");

        O2MessageView view = Wire.Decode(WireVector.Named("bi-size5").Tcp.AsSpan(4)).AsView();
        Assert.Equal([1, 2, 3, 4, 5], view.Blob(0).ToArray());
        Assert.Equal(0x11223344, view.Int32(1));
    }

    [Theory]
    [InlineData("i-array-i", "11223344 88776655 04030201")]
    [InlineData("array-ii", "01000000 02000000")]
    public void R1_6_From_the_first_bracket_on_everything_stays_little_endian(string name, string data) => HasData(name, data);

    [Theory]
    [InlineData("x", "01020304", "01020304")]
    [InlineData("ixi", "010203040102030401020304", "040302010102030401020304")]
    [InlineData("ii", "01020304", "04030201")]
    [InlineData("ii", "010203040102", "040302010102")]
    [InlineData("h", "01020304", "01020304")]
    [InlineData("si", "61626364", "61626364")]
    [InlineData("si", "616200", "616200")]
    [InlineData("bi", "ffffffff01020304", "ffffffff01020304")]
    [InlineData("bi", "0000000501020304", "0000000501020304", "0500000001020304")]
    [InlineData("vi", "8000000001020304", "8000000001020304", "0000008001020304")]
    [InlineData("v", "00000001aabbccdd", "00000001aabbccdd", "01000000aabbccdd")]
    [InlineData("b", "0102", "0102")]
    public void D1_2_Where_the_walk_stops_early_the_rest_stays_and_nothing_outside_is_touched(string types, string data, string received, string? walked = null)
    {
        byte[] body = [.. Header("/s"), .. Padded(',' + types), .. Convert.FromHexString(data)];

        byte[] image = Walk(body, sending: false);

        Assert.Equal(walked ?? received, Convert.ToHexStringLower(image[^(data.Length / 2)..]));
        Assert.Equal(body, Walk(image, sending: true));
    }

    [Fact]
    public void D1_2_Bodies_without_address_or_types_are_survived()
    {
        byte[] whole = [.. Header("/service"), .. Padded(",i"), 0, 0, 0, 1];
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] body = whole[..length];
            Assert.Equal(body, Walk(Walk(body, sending: false), sending: true));
        }
    }

    [Fact]
    public void Bundles_nested_without_end_are_survived()
    {
        byte[] body = [.. Header("#s")];
        while (body.Length < 60_000)
            body = [.. Header("#s"), .. BitConverter.GetBytes(body.Length).Reverse(), .. body];

        Assert.Equal(body, Walk(Walk(body, sending: false), sending: true));
        Assert.False(Wire.TryDecode(body, out _, out O2ParseError error));
        Assert.Equal((O2ParseErrorKind.BundleDepth, false), (error.Kind, error.ClosesConnection));
    }

    private static void HasData(string name, string data)
    {
        WireVector vector = WireVector.Named(name);
        byte[] bytes = Convert.FromHexString(data.Replace(" ", "", StringComparison.Ordinal));

        Assert.Equal(bytes, Wire.EncodeTcp(vector.Build(vector.Flags))[^bytes.Length..]);
        Expect.SameMessage(vector.Build(vector.Flags), Wire.Decode(vector.Tcp.AsSpan(4)));
    }

    private static byte[] Walk(ReadOnlySpan<byte> body, bool sending)
    {
        byte[] copy = body.ToArray();
        return Wire.InPoison(copy.Length, span =>
        {
            copy.CopyTo(span);
            ByteOrderWalk.Apply(span, sending);
        });
    }

    private static byte[] Header(string address) => [.. new byte[12], .. Padded(address)];

    private static byte[] Padded(string text) => [.. System.Text.Encoding.ASCII.GetBytes(text), .. new byte[4 - (text.Length % 4)]];
}
