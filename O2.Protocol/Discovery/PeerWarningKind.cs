namespace O2.Protocol;

/// <summary>What a peer did wrong without losing its connection.</summary>
public enum PeerWarningKind
{
    /// <summary>A message has another type string than its address demands, or arguments without sense.</summary>
    Malformed,

    /// <summary>A message came at a moment, or on a connection, where it has no meaning; it was ignored.</summary>
    Unexpected,

    /// <summary>A message speaks for another process than the one at the other end; it was ignored.</summary>
    WrongProcess,

    /// <summary>A message uses a system address that is not taken from other processes; it was dropped.</summary>
    NotAllowed,

    /// <summary>The other side does not fit this process; the connection is closed.</summary>
    Refused,
}
