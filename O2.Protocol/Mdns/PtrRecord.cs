namespace O2.Protocol.Mdns;

/// <summary>Points from a service type to one of its instances; one type has many of these, from many hosts.</summary>
/// <param name="Name">The service type, such as <c>_o2proc._tcp.local</c>.</param>
/// <param name="Ttl">Time to live in seconds.</param>
/// <param name="Target">The instance, such as <c>orchestra #1._o2proc._tcp.local</c>.</param>
/// <param name="CacheFlush">False for this type in DNS-SD: the record is shared.</param>
public sealed record PtrRecord(DnsName Name, uint Ttl, DnsName Target, bool CacheFlush = false) : DnsRecord(Name, Ttl, CacheFlush)
{
    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.Ptr;

    /// <inheritdoc/>
    public override byte[] GetData() => Target.Wire.ToArray();

    /// <inheritdoc/>
    protected override bool HasDataOf(DnsRecord other) => other is PtrRecord ptr && ptr.Target.Equals(Target);
}
