namespace O2.Protocol.Mdns;

/// <summary>The bounds on what multicast DNS takes from the network and sends to it.</summary>
public static class MdnsLimits
{
    /// <summary>Size in bytes of the largest datagram that is read (RFC 6762 section 17).</summary>
    public const int MaxDatagramBytes = 9000;

    /// <summary>Size in bytes of the largest datagram that is written: one Ethernet frame, also through a tunnel.</summary>
    public const int MaxWriteBytes = 1360;

    /// <summary>Questions and records of one message, together; more make it malformed.</summary>
    public const int MaxEntriesPerMessage = 512;

    /// <summary>Bytes of a name on the wire, with all length bytes (RFC 1035 section 3.1).</summary>
    public const int MaxNameBytes = 255;

    /// <summary>Bytes of one label of a name in UTF-8; an instance name is one label (RFC 1035 section 3.1).</summary>
    public const int MaxLabelBytes = 63;

    /// <summary>Bytes of all TXT strings of an instance together, with their length bytes; a longer TXT record is not remembered.</summary>
    public const int MaxTxtBytes = 900;

    /// <summary>Instances that a browser remembers on one link, of all types together; further ones are dropped and counted.</summary>
    public const int MaxInstances = 2048;

    /// <summary>IPv4 addresses that a browser remembers of one host.</summary>
    public const int MaxAddressesPerHost = 8;
}
