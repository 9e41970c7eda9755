using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

/// <summary>Datagrams that tests put on the link.</summary>
internal static class Datagrams
{
    public static byte[] Query(IEnumerable<DnsQuestion> questions, IEnumerable<DnsRecord> known, bool more = false)
    {
        var writer = new DnsMessageWriter();
        foreach (DnsQuestion question in questions)
            Assert.True(writer.TryAdd(question));
        foreach (DnsRecord record in known)
            Assert.True(writer.TryAddAnswer(record));
        return writer.FinishQuery(more);
    }

    public static byte[] Probe(DnsName name, params DnsRecord[] records)
    {
        var writer = new DnsMessageWriter();
        Assert.True(writer.TryAdd(new DnsQuestion(name, DnsRecordType.Any)));
        foreach (DnsRecord record in records)
            Assert.True(writer.TryAddAuthority(record));
        return writer.FinishQuery();
    }

    public static byte[] Response(IEnumerable<DnsRecord> records)
    {
        var writer = new DnsMessageWriter();
        foreach (DnsRecord record in records)
            Assert.True(writer.TryAddAnswer(record));
        return writer.FinishResponse();
    }
}
