using System.Buffers;
using System.Text;
using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Fuzzing;

/// <summary>Random bytes and damaged golden vectors: nothing throws, and nothing outside the message is read or written.</summary>
/// <remarks>
/// Each input lies between poison, which must stay; it is decoded a second time between other bytes, and a decoder that
/// had looked outside would come to another result.
/// </remarks>
internal static class CodecFuzzing
{
    private const int Margin = 32;
    private static readonly AddressCache Cache = new();
    private static readonly byte[][] Golden = [.. WireVector.All.Select(vector => vector.Udp)];
    private static readonly MethodTree<int> Tree = CreateTree();

    public static IReadOnlyList<Fuzzer> All { get; } =
    [
        new("damaged messages", 100_000, DecodeDamagedVector),
        new("random messages", 50_000, DecodeRandomBytes),
        new("random types over random data", 40_000, DecodeRandomTypes),
        new("random streams", 50_000, FrameRandomStream),
        new("random addresses", 50_000, ParseRandomAddress),
    ];

    private static void DecodeDamagedVector(int seed)
    {
        var random = new Random(seed);
        byte[] body = [.. Golden[random.Next(Golden.Length)]];
        for (int damage = random.Next(1, 5); damage > 0; damage--)
            body = Damage(body, random);

        Survives(body);
    }

    private static void DecodeRandomBytes(int seed)
    {
        var random = new Random(seed);
        byte[] body = new byte[random.Next(80)];
        random.NextBytes(body);
        Survives(body);
    }

    private static void DecodeRandomTypes(int seed)
    {
        const string codes = "ihfdtsScmBbTFNI[]vviivbbx";
        var random = new Random(seed);
        char[] types = random.GetItems<char>(codes, random.Next(8));
        byte[] data = new byte[random.Next(48)];
        foreach (ref byte b in data.AsSpan())
            b = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)random.Next(5);

        Survives([.. new byte[12], .. "/s/a\0\0\0\0"u8, .. Encoding.ASCII.GetBytes("," + new string(types)), .. new byte[4 - ((1 + types.Length) % 4)], .. data]);
    }

    private static void FrameRandomStream(int seed)
    {
        var random = new Random(seed);
        byte[] stream = new byte[random.Next(24)];
        random.NextBytes(stream);
        stream.AsSpan(0, Math.Min(stream.Length, random.Next(4))).Clear();

        OperationStatus status = TcpFramer.TryReadFrame(stream, out int start, out int length);
        bool isInside = start >= 0 && length >= 0 && start + length <= stream.Length;
        Assert.True(status == OperationStatus.Done ? isInside && length > 0 : status is OperationStatus.NeedMoreData or OperationStatus.InvalidData);
    }

    private static void ParseRandomAddress(int seed)
    {
        var cache = new AddressCache(capacity: 16);
        var random = new Random(seed);
        byte[] bytes = random.GetItems("/!#ab/c*?[]{},-!/\u00c3\u00a9\u00ff\0"u8, random.Next(14));
        bool isAddress = O2Address.TryParse(bytes, out O2Address? address);

        Assert.Equal(isAddress, cache.TryGet(bytes, out O2Address? cached));
        Assert.Equal(address, cached);
        if (isAddress)
        {
            Assert.True(bytes.AsSpan().SequenceEqual(O2Address.Parse(address!.Text).Utf8));
            foreach (MethodEntry<int> method in Tree.Find(address))
                Assert.True(address.HasPattern || address.Path == method.Path);
        }
    }

    private static byte[] Damage(byte[] body, Random random)
    {
        int at = random.Next(body.Length + 1);
        switch (random.Next(6))
        {
            case 0:
                return body[..at];
            case 1:
                return [.. body, .. new byte[random.Next(9)]];
            case 2:
                return [.. body[..at], (byte)random.Next(256), .. body[at..]];
            case 3 when at < body.Length:
                body[at] ^= (byte)(1 << random.Next(8));
                return body;
            case 4 when at < body.Length:
                body[at] = random.GetItems("ihfdtsScmBbTFNI[]v/!#,\0"u8, 1)[0];
                return body;
            case 5 when at < body.Length:
                body[at] = random.GetItems<byte>([0, 1, 3, 4, 0x7F, 0x80, 0xFF], 1)[0];
                return body;
            default:
                return body;
        }
    }

    private static MethodTree<int> CreateTree()
    {
        var tree = new MethodTree<int>();
        foreach (string path in (string[])["/a", "/b/c", "/b/*", "/ab/{a}", "/é/c"])
            tree.Add(path, "i", 0);

        return tree;
    }

    private static void Survives(byte[] body)
    {
        byte[] walked = Guarded(body, Wire.Poison, memory => ByteOrderWalk.Apply(memory.Span, sending: false));
        Assert.True(body.AsSpan().SequenceEqual(Guarded(walked, Wire.Poison, memory => ByteOrderWalk.Apply(memory.Span, sending: true))), "The walk does not undo itself.");

        string amidPoison = Describe(body, Wire.Poison);
        Assert.Equal(amidPoison, Describe(body, 0));
    }

    /// <summary>Decodes a body and asks the message for all that it can tell.</summary>
    private static string Describe(byte[] body, byte around)
    {
        string description = "";
        Guarded(body, around, memory =>
        {
            if (!MessageDecoder.TryDecode(memory, Cache, mayMutate: true, out O2Message? message, out O2ParseError error))
            {
                Assert.NotEqual(O2ParseErrorKind.None, error.Kind);
                Assert.InRange(error.Offset, 0, memory.Length);
                description = error.ToString();
                return;
            }

            description = message.ToString();
            description += Read(message);
            Assert.True(TryReadAgain(message), "A message that was decoded cannot be sent on.");
        });
        return description;
    }

    private static bool TryReadAgain(O2Message message)
    {
        byte[] sent = new byte[MessageEncoder.GetUdpSize(message)];
        MessageEncoder.WriteUdp(message, sent);
        return MessageDecoder.TryDecode(sent, Cache, mayMutate: true, out O2Message? again, out _)
            && again.Data.Span.SequenceEqual(message.Data.Span) && again.Types == message.Types && again.Address.Equals(message.Address);
    }

    /// <summary>Takes the arguments as whatever comes to mind; returns which requests succeeded.</summary>
    private static string Read(O2Message message)
    {
        O2MessageReader reader = message.AsView().Reader();
        var random = new Random(message.Types.Length);
        var successes = new StringBuilder();
        for (int i = 0; i < 2 * message.Types.Length; i++)
        {
            bool isRead = random.Next(8) switch
            {
                0 => reader.TryReadInt32(out _),
                1 => reader.TryReadText(out _),
                2 => reader.TryReadBlob(out _),
                3 => reader.TryReadVectorStart(),
                4 => reader.TryReadVector(TypeTag.Double, out O2Vector vector) && vector.Count > 0 && !double.IsNegativeInfinity(vector.Double(vector.Count - 1)),
                5 => reader.TryReadArrayStart(),
                6 => reader.TryReadArrayEnd(),
                _ => reader.TryReadBoolean(out _),
            };
            successes.Append(isRead ? '1' : '0');
        }

        return successes.Append(Coercion.Accepts(message.Types, message.AsView())).ToString();
    }

    private static byte[] Guarded(byte[] body, byte around, Action<Memory<byte>> use)
    {
        byte[] memory = new byte[body.Length + (2 * Margin)];
        memory.AsSpan().Fill(around);
        body.CopyTo(memory.AsSpan(Margin));
        use(memory.AsMemory(Margin, body.Length));
        Assert.False(memory.AsSpan(0, Margin).ContainsAnyExcept(around) || memory.AsSpan(Margin + body.Length).ContainsAnyExcept(around), "Bytes outside the message were changed.");
        return memory.AsSpan(Margin, body.Length).ToArray();
    }
}
