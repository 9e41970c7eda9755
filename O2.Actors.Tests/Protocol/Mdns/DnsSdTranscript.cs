using System.Globalization;
using System.Text.Json;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

/// <summary>The datagrams that Avahi sent for two C++ O2 processes (<c>dnssd.json</c>), each with its annotation (<c>dnssd.txt</c>).</summary>
internal static class DnsSdTranscript
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Transcripts");

    /// <summary>All datagrams in the order of capture.</summary>
    public static IReadOnlyList<byte[]> Datagrams { get; } =
    [
        .. JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "dnssd.json"))).RootElement.EnumerateArray()
            .Select(packet => Convert.FromHexString(packet.GetProperty("hex").GetString()!)),
    ];

    /// <summary>The annotation of each datagram: header, questions, records.</summary>
    public static IReadOnlyList<string[]> Annotations { get; } = ReadAnnotations();

    /// <summary>Index of the first probe, the first announcement and the first goodbye of process a.</summary>
    public static (int Probe, int Announcement, int Goodbye) OfProcessA => (2, 6, Datagrams.Count - 1);

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Datagrams.Count)];

    /// <summary>Decodes a datagram that has to be a message.</summary>
    public static DnsMessage Decode(byte[] datagram)
    {
        Assert.True(DnsMessageReader.TryRead(datagram, out DnsMessage? message, out DnsParseError error), error.ToString());
        return message;
    }

    /// <summary>Annotates a message as the transcript does.</summary>
    public static string[] Annotate(DnsMessage message) =>
    [
        $"mDNS {(message.IsResponse ? "response" : "query")} flags {message.Flags:x4} qd {message.Questions.Count} an {message.Answers.Count}"
            + $" ns {message.Authorities.Count} ar {message.Additionals.Count}",
        .. message.Questions.Select(question => $"Q {question.Name} {TypeName(question.Type)} class {(question.WantsUnicast ? 0x8001 : 1):x4}"),
        .. AllRecords(message).Select(Annotate),
    ];

    public static IEnumerable<DnsRecord> AllRecords(DnsMessage message) => [.. message.Answers, .. message.Authorities, .. message.Additionals];

    private static string Annotate(DnsRecord record)
    {
        int recordClass = record is OpaqueRecord opaque ? opaque.RawClass : record.CacheFlush ? 0x8001 : 1;
        return string.Create(CultureInfo.InvariantCulture, $"RR {record.Name} {TypeName(record.Type)} class {recordClass:x4} ttl {record.Ttl} {Data(record)}");
    }

    private static string Data(DnsRecord record) => record switch
    {
        PtrRecord ptr => ptr.Target.ToString(),
        SrvRecord srv => $"prio {srv.Priority} weight {srv.Weight} port {srv.Port} (0x{srv.Port:x4}) target {srv.Target}",
        TxtRecord txt => "[" + string.Join(", ", txt.Strings.Select(text => $"'{text}'")) + "]",
        ARecord a => a.Address.ToString(),
        _ => Convert.ToHexString(record.GetData()).ToLowerInvariant(),
    };

    private static string TypeName(DnsRecordType type) => (int)type == 28 ? "AAAA" : type.ToString().ToUpperInvariant();

    private static string[][] ReadAnnotations()
    {
        var packets = new List<List<string>>();
        foreach (string line in File.ReadLines(Path.Combine(Folder, "dnssd.txt")))
        {
            if (line.StartsWith('['))
                packets.Add([]);
            else if (packets.Count > 0 && !line.StartsWith("    hex ", StringComparison.Ordinal))
                packets[^1].Add(line.Trim());
        }
        return [.. packets.Select(lines => lines.ToArray())];
    }
}
