namespace O2.Protocol.Mdns;

/// <summary>One resource record: what is known about a name, and for how long.</summary>
/// <param name="Name">The name that the record is about.</param>
/// <param name="Ttl">How long the record may be remembered, in seconds; 0 takes it back ("goodbye").</param>
/// <param name="CacheFlush">Whether this and the records sent with it replace all that was known of the same name and type (RFC 6762 section 10.2).</param>
/// <remarks>
/// <code>
/// name | type (2) | cache-flush bit and class (2) | TTL (4) | length of data (2) | data
/// </code>
/// All numbers are big-endian. Only class 1 (Internet) has meaning in multicast DNS. Thread-safe: yes (immutable).
/// </remarks>
public abstract record DnsRecord(DnsName Name, uint Ttl, bool CacheFlush)
{
    /// <summary>The kind of the record.</summary>
    public abstract DnsRecordType Type { get; }

    /// <summary>Whether another record says the same of the same name; time to live and cache-flush bit do not count.</summary>
    /// <param name="other">The record to compare with.</param>
    /// <returns>True when name, type and data are equal.</returns>
    public bool SaysTheSameAs(DnsRecord other) => Type == other.Type && Name.Equals(other.Name) && HasDataOf(other);

    /// <summary>The data as it stands on the wire when no name in it is compressed; this is what probing hosts compare (RFC 6762 section 8.2).</summary>
    /// <returns>A new array.</returns>
    public abstract byte[] GetData();

    /// <summary>Compares the data with that of a record of the same type.</summary>
    /// <param name="other">A record of the same type.</param>
    /// <returns>True when the data is equal; names compare without case.</returns>
    protected abstract bool HasDataOf(DnsRecord other);
}
