namespace O2.Protocol.Mdns;

/// <summary>A record of a type or class that we do not interpret, such as an IPv6 address.</summary>
/// <param name="Name">The name that the record is about.</param>
/// <param name="Ttl">Time to live in seconds.</param>
/// <param name="RawType">The type on the wire.</param>
/// <param name="RawClass">The class on the wire, with the cache-flush bit.</param>
/// <param name="Data">The data, as it stood in the message: names in it may be compressed, which makes it unfit for another message.</param>
public sealed record OpaqueRecord(DnsName Name, uint Ttl, ushort RawType, ushort RawClass, ReadOnlyMemory<byte> Data)
    : DnsRecord(Name, Ttl, (RawClass & 0x8000) != 0)
{
    /// <inheritdoc/>
    public override DnsRecordType Type => (DnsRecordType)RawType;

    /// <inheritdoc/>
    public override byte[] GetData() => Data.ToArray();

    /// <inheritdoc/>
    protected override bool HasDataOf(DnsRecord other) =>
        other is OpaqueRecord opaque && opaque.RawClass == RawClass && opaque.Data.Span.SequenceEqual(Data.Span);
}
