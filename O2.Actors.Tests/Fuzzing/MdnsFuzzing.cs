using O2.Actors.Tests.Protocol.Mdns;
using O2.Protocol;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Fuzzing;

/// <summary>Damaged multicast DNS datagrams, and records that say odd things about processes.</summary>
internal static class MdnsFuzzing
{
    private const string Ensemble = "gold";
    private static readonly ProcessName Self = ProcessName.Parse("@00000000:0a4d0001:0001");

    public static IReadOnlyList<Fuzzer> All { get; } =
    [
        new("damaged DNS datagrams", 20_000, ReadDatagram),
        new("discovery records", 30_000, ReadRecord),
    ];

    private static void ReadDatagram(int seed)
    {
        byte[] datagram = Mutation.Of(DnsSdTranscript.Datagrams, new Random(seed));
        if (!DnsMessageReader.TryRead(datagram, out DnsMessage? message, out DnsParseError error))
        {
            Assert.InRange(error.Offset, 0, datagram.Length);
            return;
        }

        byte[] written = GoldenDnsSdTests.Rewrite(message);
        Assert.Equal(written, GoldenDnsSdTests.Rewrite(DnsSdTranscript.Decode(written)));
    }

    private static void ReadRecord(int seed)
    {
        var random = new Random(seed);
        string instance = Damaged.Text(Ensemble + " #281470681743361 (2)", random);
        string[] txt = [Damaged.Text("name=@00000000:0a4d0002:b3a3:db61", random), Damaged.Text("vers=2.0.1", random), Damaged.Text("", random)];
        random.Shuffle(txt);

        var verdict = DiscoveryRecord.Read(instance, 0xb3a3, txt, Ensemble, Self, out ProcessInfo? process);

        Assert.Equal(verdict == DiscoveryVerdict.Accepted, process is not null);
        if (process is null)
            return;
        Assert.NotEqual(Self, process.Name);
        Assert.Equal(0xb3a3, process.Name.TcpPort);
        Assert.InRange(process.UdpPort, 1, ushort.MaxValue);
    }
}
