using System.Buffers;
using System.Text;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Fuzzing;

/// <summary>Odd texts where names, versions and properties are expected.</summary>
internal static class TextFuzzing
{
    private static readonly AddressCache Cache = new();

    public static IReadOnlyList<Fuzzer> All { get; } =
    [
        new("process names", 30_000, ParseProcessName),
        new("versions", 20_000, ParseVersion),
        new("instance names", 20_000, CompareInstance),
        new("properties", 30_000, ReadProperties),
        new("messages as text", 60_000, ReadTextMessage),
    ];

    private static void ParseProcessName(int seed)
    {
        string text = Damaged.Text("@00000000:0a4d0002:b3a3", new Random(seed));
        if (ProcessName.TryParse(text, out ProcessName? name))
            Assert.Equal(text, name.Text);
    }

    private static void ParseVersion(int seed)
    {
        string text = Damaged.Text("2.0.1", new Random(seed));
        if (ProtocolVersion.TryParse(text, out int version))
            Assert.True(ProtocolVersion.TryParse(ProtocolVersion.Format(version), out int again) && again == version);
    }

    private static void CompareInstance(int seed)
    {
        var random = new Random(seed);
        string ensemble = Damaged.Text(random.Next(2) == 0 ? "gold" : new string('g', 63), random);
        string instance = Damaged.Text(ensemble + " #12 (3)", random);
        Assert.True(InstanceName.BelongsTo(ensemble, ensemble));
        InstanceName.BelongsTo(instance, ensemble);
    }

    private static void ReadProperties(int seed)
    {
        var random = new Random(seed);
        var properties = ServiceProperties.FromWire(Damaged.Text(";name:a\\;b;type:1;empty:;", random));

        Assert.Equal(properties.Count, properties.ToList().Count);
        foreach (var (attribute, _) in properties)
            properties.Get(attribute);
        properties.Matches("type", "1");
        Assert.True(properties.TrySet("own", "x;y\\", out var changed));
        Assert.Equal("x;y\\", changed.Get("own"));
        Assert.Null(changed.Remove("own").Get("own"));
    }

    private static void ReadTextMessage(int seed)
    {
        string[] sound =
        [
            "/a|iBcbTFNImvdvi[i]shS|0.5|T|1|1|99|AQID|||||00903c64||1 -2.5||2||5||str|7|sym|",
            "!_o2/ws/sv|siisi|0|T|ws|1|1|;color:red;|0|",
        ];
        var random = new Random(seed);
        byte[] text = Encoding.UTF8.GetBytes(Damaged.Text(sound[random.Next(sound.Length)], random).Replace('|', '\u0003'));
        if (!TextMessageDecoder.TryDecode(text, Cache, out O2Message? message, out O2ParseError error))
        {
            Assert.NotEqual(O2ParseErrorKind.None, error.Kind);
            Assert.InRange(error.Offset, 0, text.Length);
            return;
        }

        var written = new ArrayBufferWriter<byte>();
        Assert.True(TextMessageEncoder.TryWrite(message, TextMessageForm.Full, written));
        Assert.True(TextMessageDecoder.TryDecode(written.WrittenSpan, Cache, out O2Message? again, out _));
        Assert.Equal(message.Types, again.Types);
    }
}
