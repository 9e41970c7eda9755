namespace O2.Protocol.Mdns;

/// <summary>The ways in which a datagram can fail to be a DNS message.</summary>
public enum DnsParseErrorKind
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>It ends inside a header, a name, a question or a record.</summary>
    Truncated,

    /// <summary>It is larger than <see cref="MdnsLimits.MaxDatagramBytes"/>.</summary>
    TooLarge,

    /// <summary>It announces more entries than <see cref="MdnsLimits.MaxEntriesPerMessage"/>.</summary>
    TooManyEntries,

    /// <summary>A name is longer than 255 bytes, or a label has one of the two reserved length forms.</summary>
    BadName,

    /// <summary>A compression pointer does not lead backwards, or too many lead to each other; following them might never end, or take long.</summary>
    BadPointer,

    /// <summary>The data of a record does not have the form, or the length, of its type.</summary>
    BadRecordData,
}
