using System.Text.Json;

namespace O2.Actors.Tests.Transcripts;

/// <summary>Packets that processes of the reference implementation exchanged.</summary>
public static class Transcript
{
    /// <summary>Reads a transcript.</summary>
    /// <param name="name">Its file name without extension.</param>
    /// <returns>The packets in the order of time.</returns>
    public static IReadOnlyList<TranscriptPacket> Load(string name)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Transcripts", name + ".json")));
        return [.. json.RootElement.EnumerateArray().Select(TranscriptPacket.Read)];
    }

    /// <summary>The hexadecimal TCP frames that one party sent to addresses which begin so.</summary>
    /// <param name="name">The file name of the transcript without extension.</param>
    /// <param name="from">The party, <c>a</c> or <c>b</c>.</param>
    /// <param name="address">The beginning of the addresses.</param>
    /// <returns>The frames in the order of time.</returns>
    public static string[] TcpFrames(string name, string from, string address = "!_o2/") =>
    [
        .. Load(name)
            .Where(packet => packet.From == from && packet.IsTcp && packet.Address.StartsWith(address, StringComparison.Ordinal))
            .Select(packet => Convert.ToHexStringLower(packet.Bytes)),
    ];
}
