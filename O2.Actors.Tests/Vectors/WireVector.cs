using System.Globalization;
using System.Text.Json;
using O2.Protocol;

namespace O2.Actors.Tests.Vectors;

/// <summary>A message with its bytes, captured from the reference implementation (<c>messages.json</c>).</summary>
/// <param name="Name">Name in the file.</param>
/// <param name="Json">Its fields; see spec 01, 13.1.</param>
public sealed record WireVector(string Name, JsonElement Json)
{
    private static readonly Lazy<IReadOnlyDictionary<string, WireVector>> File = new(Load);

    /// <summary>All vectors, in the order of the file.</summary>
    public static IEnumerable<WireVector> All => File.Value.Values;

    public string Address => Json.GetProperty("address").GetString()!;

    public string Types => Json.GetProperty("types").GetString()!;

    public double Time => BitConverter.Int64BitsToDouble(Convert.ToInt64(Json.GetProperty("time_bits").GetString(), 16));

    public int Length => Json.GetProperty("length").GetInt32();

    public byte[] Tcp => Bytes("hex_tcp");

    public byte[] Udp => Bytes("hex_udp");

    /// <summary>The little-endian image before the walk, with the length word of TCP.</summary>
    public byte[] HostImage => Bytes("host_le");

    public uint Flags => Json.GetProperty("flags").GetUInt32();

    public uint UdpFlags => Json.GetProperty("flags_udp").GetUInt32();

    public bool IsBundle => Json.GetProperty("kind").GetString() == "bundle";

    /// <summary>Whether the bytes are a bundle as the reference's sender garbles it (spec 01, 9.2), which nobody can decode.</summary>
    public bool IsGarbled => Json.GetProperty("reference_rx").GetString() == "different";

    /// <summary>The vector with the same message in the correct form, for a garbled one.</summary>
    public WireVector Canonical => Named(Name + "-canonical");

    public static WireVector Named(string name) => File.Value[name];

    /// <summary>Builds the message from the listed values.</summary>
    public O2Message Build(uint flags) => Build(Json, flags, Time);

    public override string ToString() => Name;

    internal static byte[] HexBytes(JsonElement json, string property) => Convert.FromHexString(json.GetProperty(property).GetString()!);

    private static O2Message Build(JsonElement json, uint flags, double time)
    {
        string address = json.GetProperty("address").GetString()!;
        if (json.TryGetProperty("elements", out JsonElement elements))
        {
            O2Message[] messages = [.. elements.EnumerateArray().Select(e => Build(e, flags, e.GetProperty("time").GetDouble()))];
            return O2Message.CreateBundle(address[1..], new(time), reliable: false, messages).With(flags: new(flags));
        }

        O2Value[] args = [.. json.GetProperty("args").EnumerateArray().Select(Value)];
        return O2Message.Create(O2Address.Parse(address), new(time), new(flags), args);
    }

    private static O2Value Value(JsonElement arg)
    {
        string type = arg.GetProperty("t").GetString()!;
        arg.TryGetProperty("v", out JsonElement value);
        return type switch
        {
            "i" => value.GetInt32(),
            "h" => Int64(value),
            "f" => BitConverter.Int32BitsToSingle(Convert.ToInt32(arg.GetProperty("bits").GetString(), 16)),
            "d" => DoubleOf(arg),
            "t" => O2Value.Time(new(DoubleOf(arg))),
            "s" => value.GetString()!,
            "S" => O2Value.Symbol(value.GetString()!),
            "c" => O2Value.Char(value.GetInt32()),
            "m" => O2Value.Midi(value.GetUInt32()),
            "B" => value.GetBoolean(),
            "b" => HexBytes(arg, "v_hex"),
            "T" => O2Value.True,
            "F" => O2Value.False,
            "N" => O2Value.Nil,
            "I" => O2Value.Infinitum,
            "[" => O2Value.ArrayStart,
            "]" => O2Value.ArrayEnd,
            "vi" => value.EnumerateArray().Select(e => e.GetInt32()).ToArray(),
            "vh" => value.EnumerateArray().Select(Int64).ToArray(),
            "vf" => value.EnumerateArray().Select(e => e.GetSingle()).ToArray(),
            "vd" => value.EnumerateArray().Select(e => e.GetDouble()).ToArray(),
            _ => throw new InvalidDataException($"Vector file has an argument of type '{type}'."),
        };
    }

    private static double DoubleOf(JsonElement arg) => BitConverter.Int64BitsToDouble(Convert.ToInt64(arg.GetProperty("bits").GetString(), 16));

    private static long Int64(JsonElement value) => long.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static IReadOnlyDictionary<string, WireVector> Load()
    {
        using FileStream stream = System.IO.File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Vectors", "messages.json"));
        return JsonDocument.Parse(stream).RootElement.EnumerateArray()
            .Select(json => new WireVector(json.GetProperty("name").GetString()!, json))
            .ToDictionary(vector => vector.Name);
    }

    private byte[] Bytes(string property) => HexBytes(Json, property);
}
