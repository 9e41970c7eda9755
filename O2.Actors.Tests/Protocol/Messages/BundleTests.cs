using System.Buffers.Binary;
using System.Text.Json;
using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Messages;

public sealed class BundleTests
{
    [Fact]
    public void D1_21_A_bundle_address_with_an_ordinary_empty_type_string_is_survived()
    {
        byte[] body = [.. new byte[12], .. "#one\0\0\0\0"u8, .. ",\0\0\0"u8];

        Refused(body, O2ParseErrorKind.BundleElement);
        Refused(body[..^4], O2ParseErrorKind.EmptyBundle);
    }

    [Fact]
    public void R1_22_A_bundle_without_elements_cannot_be_made()
    {
        Assert.Throws<ArgumentException>(() => O2Message.CreateBundle("one", default, true));
        Assert.Throws<ArgumentException>(() => O2Message.Create("#one", default, true));
        Assert.Throws<ArgumentException>(() => O2Message.FromImage(O2Address.Get("#one"), "", default, default, default));
        Assert.Throws<ArgumentException>(() => Message("/one/i", 1).With(address: O2Address.Get("#one")));
    }

    [Theory, WireVector("bundle-el-len-0x80", "bundle-el-len-0xa0")]
    public void D1_23_A_bundle_that_the_reference_garbled_is_read_without_harm(WireVector vector)
    {
        O2Message bundle = Wire.Decode(vector.Tcp.AsSpan(4));

        // Address, types and strings are right; the number of the long element comes out reversed, which nobody can tell.
        IReadOnlyList<O2Message> elements = bundle.ReadElements();
        IReadOnlyList<O2Message> meant = vector.Build(vector.Flags).ReadElements();
        Assert.Equal(meant.Select(e => (e.Address, e.Types)), elements.Select(e => (e.Address, e.Types)));
        int number = elements[0].Types.IndexOf('i', StringComparison.Ordinal);
        Assert.Equal(BinaryPrimitives.ReverseEndianness(meant[0].AsView().Int32(number)), elements[0].AsView().Int32(number));
        Assert.Equal(meant[0].AsView().Text(1 - number), elements[0].AsView().Text(1 - number));
    }

    [Fact]
    public void D1_24_The_malformed_frame_of_a_nested_bundle_is_dropped_and_the_connection_kept()
    {
        byte[] frame = Convert.FromHexString(Packets("bundle_nested_malformed.json").Single(hex => hex.Length == 2 * 136));

        Refused(frame[4..], O2ParseErrorKind.BundleElement);
    }

    [Fact]
    public void Captured_bundles_hold_two_messages_each()
    {
        byte[][] bundles = [.. Packets("bundles.json").Where(hex => hex.Contains("23610000", StringComparison.Ordinal)).Select(Convert.FromHexString)];

        string[] shown = [.. bundles.Select(bundle => Wire.Decode(bundle.AsSpan(bundle.Length - 80)).ToString())];

        Assert.Equal(["#a {/a/one i 1001; /a/two s \"two\"}", "#a {/a/one i 1001; /a/two s \"two\"} @4.274"], shown);
    }

    [Fact]
    public void D1_25_A_bundle_inside_a_bundle_arrives_whole()
    {
        O2Message inner = O2Message.CreateBundle("two", new(2), true, Message("/two/i", 2, "text"), Message("/one/d", 1.5));
        O2Message outer = O2Message.CreateBundle("one", new(1), true, inner, Message("/one/i", 1), inner);

        Expect.SameMessage(outer, Wire.Decode(Wire.EncodeUdp(outer)));
        Assert.Equal(["#two", "/one/i", "#two"], outer.ReadElements().Select(e => e.Address.Text));
        Expect.SameMessage(inner, outer.ReadElements()[2]);
    }

    [Theory]
    [InlineData(0x7C)]
    [InlineData(0x80)]
    [InlineData(0xFC)]
    [InlineData(0x100)]
    [InlineData(0x180)]
    [InlineData(0x1FC)]
    [InlineData(0x8080)]
    public void R1_26_Bundles_are_sent_in_the_correct_form_whatever_the_length_of_an_element(int length)
    {
        O2Message first = Message("/one/b", 0x11223344, new byte[length - 12 - 8 - 4 - 4 - 4]);
        O2Message second = Message("/one/i", 0x55667788);
        O2Message bundle = O2Message.CreateBundle("one", default, true, first, second);
        Assert.Equal(length, first.WireLength);

        byte[] tcp = Wire.EncodeTcp(bundle);

        Assert.Equal([.. Wire.EncodeTcp(first), .. Wire.EncodeTcp(second)], tcp[24..]);
        Expect.SameMessage(bundle, Wire.Decode(tcp.AsSpan(4)));
    }

    [Theory, WireVector("bundle-1", "bundle-3-mixed-services", "bundle-nested-canonical", "bundle-nested3-canonical", "bundle-el-len-0x80-canonical")]
    public void R1_27_Bundles_in_the_correct_form_are_read(WireVector vector) =>
        Expect.SameMessage(vector.Build(vector.Flags), Wire.Decode(vector.Tcp.AsSpan(4)));

    [Fact]
    public void A_bundle_with_one_broken_element_is_dropped_whole()
    {
        byte[] sound = Wire.EncodeUdp(O2Message.CreateBundle("one", default, false, Message("/one/i", 1), Message("/two/i", 2)));
        int second = sound.Length - 32;
        foreach ((int offset, byte value) in ((int, byte)[])[(second + 3, 200), (second + 3, 12), (second + 3, 0), (second, 0xFF), (second + 16, (byte)'x'), (second + 24, (byte)'i'), (second + 25, (byte)'h')])
        {
            byte[] broken = [.. sound];
            broken[offset] = value;
            Refused(broken, O2ParseErrorKind.BundleElement);
        }

        Refused([.. sound, 0, 0], O2ParseErrorKind.BundleElement);
    }

    [Fact]
    public void Bundles_are_nested_32_deep_and_no_deeper()
    {
        O2Message bundle = Message("/one/i", 1);
        for (int depth = 0; depth < ProtocolLimits.MaxBundleDepth; depth++)
            bundle = O2Message.CreateBundle("one", default, true, bundle);

        Expect.SameMessage(bundle, Wire.Decode(Wire.EncodeUdp(bundle)));
        Assert.Throws<ArgumentException>(() => O2Message.CreateBundle("one", default, true, bundle));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    public void A_bundle_goes_to_a_service(string service) =>
        Assert.Throws<ArgumentException>(() => O2Message.CreateBundle(service, default, true, Message("/one/i", 1)));

    [Fact]
    public void Elements_keep_their_own_flags_and_times()
    {
        O2Message element = O2Message.Create("/one/i", new(9), reliable: false, 1);
        O2Message bundle = O2Message.CreateBundle("one", new(3), reliable: true, element);

        O2Message read = Assert.Single(Wire.Decode(Wire.EncodeUdp(bundle)).ReadElements());
        Assert.Equal((9.0, false, 3.0, true), (read.Time.Seconds, read.Flags.IsReliable, bundle.Time.Seconds, bundle.Flags.IsReliable));
    }

    [Fact]
    public void A_message_that_is_no_bundle_has_no_elements() => Assert.Empty(Message("/one/i", 1).ReadElements());

    private static O2Message Message(string address, params ReadOnlySpan<O2Value> args) => O2Message.Create(address, default, true, args);

    private static void Refused(byte[] body, O2ParseErrorKind kind)
    {
        Assert.False(Wire.TryDecode(body, out _, out O2ParseError error));
        Assert.Equal((kind, false), (error.Kind, error.ClosesConnection));
    }

    private static IEnumerable<string> Packets(string file)
    {
        using FileStream stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Vectors", file));
        return [.. JsonDocument.Parse(stream).RootElement.EnumerateArray().Select(packet => packet.GetProperty("hex").GetString()!)];
    }
}
