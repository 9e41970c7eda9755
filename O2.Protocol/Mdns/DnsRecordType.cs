namespace O2.Protocol.Mdns;

/// <summary>The kinds of DNS records that DNS-SD is made of; every other kind is carried as an <see cref="OpaqueRecord"/>.</summary>
/// <remarks>Values are those of the wire (RFC 1035 section 3.2.2, RFC 2782). Unknown values are legal.</remarks>
public enum DnsRecordType : ushort
{
    /// <summary>An IPv4 address of a host.</summary>
    A = 1,

    /// <summary>A pointer to another name: from a service type to one of its instances.</summary>
    Ptr = 12,

    /// <summary>Key and value strings of a service instance.</summary>
    Txt = 16,

    /// <summary>Host and port of a service instance.</summary>
    Srv = 33,

    /// <summary>Only in questions: records of any kind.</summary>
    Any = 255,
}
