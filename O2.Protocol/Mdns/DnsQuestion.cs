namespace O2.Protocol.Mdns;

/// <summary>Asks for the records of a name.</summary>
/// <param name="Name">The name asked about.</param>
/// <param name="Type">The kind of records asked for.</param>
/// <param name="WantsUnicast">
/// Whether an answer to the asker alone is welcome ("QU", RFC 6762 section 5.4). We never ask so: port 5353 is shared with the system's responder,
/// and a unicast datagram reaches only one of the sockets.
/// </param>
public readonly record struct DnsQuestion(DnsName Name, DnsRecordType Type, bool WantsUnicast = false)
{
    /// <summary>Whether a record is of the kind asked for, leaving its name aside.</summary>
    /// <param name="type">The type of the record.</param>
    /// <returns>True for that type, and for every type when any is asked for.</returns>
    public bool Accepts(DnsRecordType type) => Type == type || Type == DnsRecordType.Any;
}
