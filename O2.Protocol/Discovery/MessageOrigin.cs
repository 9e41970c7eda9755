namespace O2.Protocol;

/// <summary>How a message came to this process. It decides which system addresses may be used and whether the message is forwarded.</summary>
public enum MessageOrigin
{
    /// <summary>Sent by this process, or released by its scheduler after being sent here.</summary>
    Local,

    /// <summary>On the TCP connection of a full process whose introduction was accepted.</summary>
    Process,

    /// <summary>By UDP, from whoever knows the port.</summary>
    Datagram,

    /// <summary>Through an MQTT broker.</summary>
    Broker,

    /// <summary>From a client of a bridge of this process.</summary>
    Bridge,

    /// <summary>An element of a bundle that was addressed to this process, whoever sent the bundle.</summary>
    Bundle,

    /// <summary>It waited at a service of this process that was withdrawn, and is sent once more.</summary>
    Withdrawn,
}
