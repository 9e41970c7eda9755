using O2.Actors.Tests.Protocol.Osc;
using O2.Actors.Tests.Vectors;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Fuzzing;

/// <summary>Damaged OSC packets and streams, and messages of all kinds that are to become OSC packets.</summary>
internal static class OscFuzzing
{
    private static readonly AddressCache Cache = new();
    private static readonly byte[][] O2Bodies = [.. WireVector.All.Select(vector => vector.Udp)];
    private static readonly byte[][] Streams = [OscBytes.Prefixed([.. ValidPackets]), OscBytes.Slip([.. ValidPackets])];

    public static IReadOnlyList<Fuzzer> All { get; } =
    [
        new("damaged OSC packets", 80_000, ReadPacket),
        new("damaged OSC streams", 30_000, ReadStream),
        new("damaged messages to OSC", 40_000, WritePacket),
    ];

    /// <summary>Packets of all types, plain and in bundles.</summary>
    public static IReadOnlyList<byte[]> ValidPackets =>
    [
        OscBytes.Message("/synth/note", "ifs", 60, 0.5f, "text"),
        OscBytes.Message("/all", "hdtScrmTFNI[ib]", 1L, 2.0, 3UL << 32, "sym", 4, 5, 6, 7, new byte[] { 1, 2, 3 }),
        OscBytes.Text("/untyped"),
        OscBytes.Bundle(1, OscBytes.Message("/a", "i", 1), OscBytes.Bundle(OscWire.Tag(0.5), OscBytes.Message("/b", "[ff]", 1f, 2f)), OscBytes.Message("/c*", "")),
    ];

    /// <summary>What is read can be written, and is then read the same again.</summary>
    private static void ReadPacket(int seed)
    {
        byte[] packet = Mutation.Of(ValidPackets, new Random(seed));
        if (!OscWire.TryDecode(packet, OscWire.Times, convertsTime: false, out O2Message? message, out OscError error))
        {
            Assert.InRange(error.Offset, 0, packet.Length);
            return;
        }

        ConversationFuzzing.BodyOf(message!);
        byte[] written = OscWire.Encode(message!, convertsTime: false);
        O2Message again = OscWire.Decode(written, convertsTime: false);
        Assert.Equal(written, OscWire.Encode(again, convertsTime: false));
    }

    /// <summary>The same packets come out however the stream is cut.</summary>
    private static void ReadStream(int seed)
    {
        var random = new Random(seed);
        byte[] stream = Mutation.Of(Streams, random);

        Assert.Equal(Cut(stream, stream.Length), Cut(stream, random.Next(1, 9)));
    }

    private static List<string> Cut(byte[] stream, int pieceLength)
    {
        var reader = new OscStreamReader();
        List<string> found = [];
        for (int start = 0; start < stream.Length; start += pieceLength)
        {
            ReadOnlySpan<byte> rest = stream.AsSpan(start, Math.Min(pieceLength, stream.Length - start));
            OscStreamStatus status;
            while ((status = reader.Read(rest, out int consumed, out Span<byte> packet)) != OscStreamStatus.NeedMoreData)
            {
                found.Add($"{status} {Convert.ToHexString(packet)}");
                if (status == OscStreamStatus.OutOfStep)
                    return found;

                rest = rest[consumed..];
            }
        }

        return found;
    }

    /// <summary>Every byte of what was measured is written, and none beyond.</summary>
    private static void WritePacket(int seed)
    {
        if (!MessageDecoder.TryDecode(Mutation.Of(O2Bodies, new Random(seed)), Cache, mayMutate: true, out O2Message? message, out _)
            || !OscEncoder.TryMeasure(message.AsView(), out int size, out _))
        {
            return;
        }

        byte[] zeros = new byte[size];
        OscEncoder.Write(message.AsView(), OscWire.Times, convertsTime: true, zeros);
        Assert.Equal(zeros, OscWire.Encode(message));
    }
}
