using System.Net;

namespace O2.Protocol.Mdns;

/// <summary>Tells an IPv4 address of a host.</summary>
/// <param name="Name">The host.</param>
/// <param name="Ttl">Time to live in seconds.</param>
/// <param name="Address">The IPv4 address.</param>
/// <param name="CacheFlush">True when the records sent together are all addresses of the host.</param>
public sealed record ARecord(DnsName Name, uint Ttl, IPAddress Address, bool CacheFlush = true) : DnsRecord(Name, Ttl, CacheFlush)
{
    /// <summary>Bytes of the data: one IPv4 address.</summary>
    internal const int DataBytes = 4;

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.A;

    /// <inheritdoc/>
    public override byte[] GetData() => Address.GetAddressBytes();

    /// <inheritdoc/>
    protected override bool HasDataOf(DnsRecord other) => other is ARecord a && a.Address.Equals(Address);
}
