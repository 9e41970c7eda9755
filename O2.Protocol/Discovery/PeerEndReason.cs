namespace O2.Protocol;

/// <summary>Why a <see cref="PeerSession"/> ended.</summary>
public enum PeerEndReason
{
    /// <summary>The TCP connection could not be made, or not in time.</summary>
    ConnectFailed,

    /// <summary>The other side closed the connection, or it broke.</summary>
    ConnectionLost,

    /// <summary>We asked the other side to connect to us, and it has closed the connection, as it does after reading that.</summary>
    CallbackDelivered,

    /// <summary>The other side asked us to connect to it; the connection has served its purpose.</summary>
    CallbackReceived,

    /// <summary>The other side belongs to another ensemble.</summary>
    OtherEnsemble,

    /// <summary>The other side has another major version.</summary>
    OtherMajorVersion,

    /// <summary>The connection leads back to this process.</summary>
    Ourselves,

    /// <summary>The other side is no process but an O2lite client.</summary>
    BecameClient,

    /// <summary>The other side is an O2lite client, and this process takes none in, or no more.</summary>
    NoHost,

    /// <summary>Nothing valid came on an accepted connection in time.</summary>
    NoIntroduction,

    /// <summary>The server did not show in time that it accepts us. A reference process of another ensemble or version behaves so.</summary>
    NoAcceptance,

    /// <summary>The other side did not close a temporary connection in time.</summary>
    CallbackNotTaken,

    /// <summary>Another connection to the same process takes the place of this one.</summary>
    Replaced,

    /// <summary>This process stops, or gives the connection up for a reason of its own.</summary>
    Leaving,
}
