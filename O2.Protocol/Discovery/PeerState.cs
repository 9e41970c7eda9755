namespace O2.Protocol;

/// <summary>How far a <see cref="PeerSession"/> has come.</summary>
public enum PeerState
{
    /// <summary>We opened the connection, and it is not established yet.</summary>
    Connecting,

    /// <summary>The other side opened the connection and has not introduced itself. Nothing is sent.</summary>
    AwaitingIntroduction,

    /// <summary>We introduced ourselves to our hub, of which only the address is known, and do not know yet who it is.</summary>
    AwaitingReply,

    /// <summary>We introduced ourselves and do not know yet whether the server accepts us.</summary>
    AwaitingAcceptance,

    /// <summary>We asked the other side to connect to us and wait for it to close this connection.</summary>
    AwaitingClose,

    /// <summary>Both sides have accepted each other.</summary>
    Open,

    /// <summary>The session is over.</summary>
    Ended,
}
