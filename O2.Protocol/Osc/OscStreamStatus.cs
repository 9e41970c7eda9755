namespace O2.Protocol.Osc;

/// <summary>What <see cref="OscStreamReader.Read"/> found.</summary>
public enum OscStreamStatus
{
    /// <summary>All input is used up, and no packet is complete.</summary>
    NeedMoreData,

    /// <summary>A packet.</summary>
    Packet,

    /// <summary>The end of a packet that is lost: too long, or with an escape that SLIP does not have. The next one can be read.</summary>
    Lost,

    /// <summary>A length that no packet has: the sender is out of step, and the connection is of no use any more.</summary>
    OutOfStep,
}
