namespace O2.Actors.Tests.Gateways;

/// <summary>The ways in which sockets are served; all have to behave alike.</summary>
public enum TransportKind
{
    /// <summary>.NET's asynchronous sockets: <see cref="SocketTransport"/>.</summary>
    Asynchronous,

    /// <summary>One thread that waits for all sockets: <see cref="EpollLoop"/>, on Linux only.</summary>
    Waiting,

    /// <summary>Real-time mode, one thread that never waits: <see cref="BusyLoop"/>.</summary>
    Busy,
}
