using System.Text;
using System.Text.Json;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Protocol.Mqtt;

/// <summary>What two processes of the reference implementation, <c>a</c> and <c>b</c>, exchanged with a broker.</summary>
internal sealed record MqttTranscript(string From, string To, byte[] Bytes)
{
    public const string Ensemble = "gold";

    private static readonly Lazy<IReadOnlyList<MqttTranscript>> File = new(Load);

    /// <summary>All packets in the order of time.</summary>
    public static IReadOnlyList<MqttTranscript> All => File.Value;

    /// <summary>The bytes of all packets.</summary>
    public static IReadOnlyList<byte[]> Packets => [.. All.Select(packet => packet.Bytes)];

    public static ProcessName A { get; } = ProcessName.Parse("@00000000:7f000001:9159");

    public static ProcessName B { get; } = ProcessName.Parse("@00000000:7f000001:b2c9");

    public MqttPacketType Type => (MqttPacketType)(Bytes[0] >> 4);

    /// <summary>Topic and payload of a PUBLISH packet.</summary>
    public (string Topic, byte[] Payload) Publication
    {
        get
        {
            MqttFramer.TryReadPacket(Bytes, out var header);
            Assert.True(MqttPublish.TryRead(header.Flags, Bytes.AsSpan(header.BodyStart).ToArray(), out var publish));
            return (Encoding.UTF8.GetString(publish.Topic), publish.Payload.ToArray());
        }
    }

    private static IReadOnlyList<MqttTranscript> Load()
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Transcripts", "mqtt.json")));
        return [.. json.RootElement.EnumerateArray().Select(packet => new MqttTranscript(
            packet.GetProperty("from").GetString()!, packet.GetProperty("to").GetString()!, Convert.FromHexString(packet.GetProperty("hex").GetString()!)))];
    }
}
