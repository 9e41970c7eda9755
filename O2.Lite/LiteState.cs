namespace O2.Lite;

/// <summary>How far a client has come with joining an ensemble.</summary>
public enum LiteState
{
    /// <summary>No host is known, or all that are known wait for their next attempt.</summary>
    Searching,

    /// <summary>A connection to a host is being opened.</summary>
    Connecting,

    /// <summary>Connected; the host has not accepted the client yet.</summary>
    WaitingForId,

    /// <summary>Accepted: messages go both ways, and the ensemble knows this client's services. The ensemble's time is not known.</summary>
    Connected,

    /// <summary>Accepted, and the ensemble's time is known.</summary>
    Synchronized,
}
