using O2.Actors.Tests.Vectors;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Protocol.Osc;

public sealed class OscStreamTests
{
    private static readonly byte[][] Packets =
    [
        OscBytes.Message("/a", "i", 1),
        OscBytes.Message("/b", "iis", unchecked((int)0xC0DBC0DB), unchecked((int)0xDBDCDBDD), "À"),
        OscBytes.Bundle(1, OscBytes.Message("/c", "b", new byte[100])),
    ];

    public static TheoryData<OscFraming> Framings => [OscFraming.LengthPrefix, OscFraming.Slip];

    [Theory]
    [MemberData(nameof(Framings))]
    public void Packets_come_out_however_the_stream_is_cut(OscFraming framing)
    {
        byte[] stream = Framed(framing, Packets);
        for (int cut = 0; cut <= stream.Length; cut++)
            Assert.Equal(Hex(Packets), Read(framing, stream[..cut], stream[cut..]));

        Assert.Equal(Hex(Packets), Read(framing, [.. stream.Select(b => new[] { b })]));
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public void The_writer_writes_what_the_reader_reads(OscFraming framing)
    {
        foreach (byte[] packet in Packets)
        {
            byte[] frame = new byte[OscStreamWriter.GetMaxSize(packet.Length, framing)];
            frame.AsSpan().Fill(Wire.Poison);
            int length = OscStreamWriter.Write(packet, framing, frame);

            Assert.Equal(Framed(framing, [packet]), frame[..length]);
            Assert.False(frame.AsSpan(length).ContainsAnyExcept(Wire.Poison));
        }
    }

    [Fact]
    public void SLIP_without_an_END_in_front_and_with_many_of_them_is_read_too()
    {
        Assert.Equal(Hex(Packets), Read(OscFraming.Slip, Framed(OscFraming.Slip, Packets)[1..]));
        Assert.Equal(Hex([Packets[2]]), Read(OscFraming.Slip, [.. Packets[2], 0xC0]));
        Assert.Equal(Hex(Packets[..1]), Read(OscFraming.Slip, [0xC0, 0xC0, 0xC0, .. Packets[0], 0xC0, 0xC0, 0xC0]));
    }

    [Fact]
    public void A_packet_of_no_bytes_is_passed_over() =>
        Assert.Equal(Hex(Packets), Read(OscFraming.LengthPrefix, [0, 0, 0, 0, .. OscBytes.Prefixed(Packets), 0, 0, 0, 0]));

    [Theory]
    [InlineData(new byte[] { 0x00, 0x01, 0x00, 0x00 })]   // 65536
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFC })]
    [InlineData(new byte[] { (byte)'G', (byte)'E', (byte)'T', (byte)' ' })]
    public void A_length_that_no_packet_has_is_out_of_step(byte[] prefix)
    {
        var reader = new OscStreamReader();

        Assert.Equal(OscStreamStatus.OutOfStep, reader.Read([.. prefix, 0, 0, 0, 0], out _, out _));
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public void The_longest_packet_is_read_and_a_longer_one_is_not(OscFraming framing)
    {
        byte[] longest = new byte[OscStreamReader.MaxPacketBytes];
        longest[0] = (byte)'/';

        Assert.Equal(Hex([longest, Packets[0]]), Read(framing, Framed(framing, [longest, Packets[0]])));
        Assert.Equal(framing == OscFraming.Slip ? ["lost", .. Hex([Packets[0]])] : ["out of step"], Read(framing, Framed(framing, [[.. longest, 0], Packets[0]])));
    }

    [Fact]
    public void An_escape_that_SLIP_does_not_have_costs_its_packet_only()
    {
        byte[] sound = OscBytes.Slip(Packets[0]);

        Assert.Equal(["lost", .. Hex([Packets[0]])], Read(OscFraming.Slip, [0xC0, 1, 2, 0xDB, 3, 4, 0xC0, .. sound]));
        Assert.Equal(["lost", .. Hex([Packets[0]])], Read(OscFraming.Slip, [0xC0, 1, 2, 0xDB, 0xC0, .. sound]));
        Assert.Equal(["lost", .. Hex([Packets[0]])], Read(OscFraming.Slip, [0xC0, 0xDB, 0xDB, 0xDB, 0xDB, 0xC0, .. sound]));
    }

    [Fact]
    public void The_framing_is_known_from_the_first_byte()
    {
        var reader = new OscStreamReader();
        Assert.Null(reader.Framing);

        reader.Read([0xC0], out _, out _);

        Assert.Equal(OscFraming.Slip, reader.Framing);
    }

    private static byte[] Framed(OscFraming framing, byte[][] packets) => framing == OscFraming.Slip ? OscBytes.Slip(packets) : OscBytes.Prefixed(packets);

    private static string[] Hex(byte[][] packets) => [.. packets.Select(Convert.ToHexStringLower)];

    private static string[] Read(OscFraming framing, params byte[][] pieces)
    {
        var reader = new OscStreamReader();
        List<string> found = [];
        foreach (byte[] piece in pieces)
        {
            ReadOnlySpan<byte> rest = piece;
            OscStreamStatus status;
            while ((status = reader.Read(rest, out int consumed, out Span<byte> packet)) != OscStreamStatus.NeedMoreData)
            {
                Assert.Equal(framing, reader.Framing);
                found.Add(status switch
                {
                    OscStreamStatus.Packet => Convert.ToHexStringLower(packet),
                    OscStreamStatus.Lost => "lost",
                    _ => "out of step",
                });
                if (status == OscStreamStatus.OutOfStep)
                    return [.. found];

                packet.Fill(Wire.Poison);   // the packet is the caller's until the next call
                rest = rest[consumed..];
            }
        }

        return [.. found];
    }
}
