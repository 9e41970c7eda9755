namespace O2.Protocol;

/// <summary>What a TCP connection to another process is for, as seen from here.</summary>
public enum PeerRole
{
    /// <summary>We opened it to stay: our name is the lower one, or nobody but us could open it.</summary>
    Client,

    /// <summary>We opened it to ask the other process, whose name is the lower one, to connect to us. The other side closes it.</summary>
    Callback,

    /// <summary>The other side opened it; its first message tells for what.</summary>
    Accepted,
}
