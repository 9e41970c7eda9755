namespace O2.Actors.Tests.Gateways;

/// <summary>Makes the transports that this system has.</summary>
internal static class Transports
{
    public static TheoryData<TransportKind> All => EpollLoop.IsSupported
        ? [TransportKind.Asynchronous, TransportKind.Waiting, TransportKind.Busy]
        : [TransportKind.Asynchronous, TransportKind.Busy];

    /// <summary>The real outside world with sockets served in one of the ways; the thread that does it has to be disposed.</summary>
    public static ProcessEnvironment Create(TransportKind kind) => kind == TransportKind.Asynchronous
        ? ProcessEnvironment.CreateReal(isRealTime: false) with { Transport = SocketTransport.Instance, SocketThread = null }
        : ProcessEnvironment.CreateReal(isRealTime: kind == TransportKind.Busy);

    /// <summary>The options of a process whose sockets are served in one of the ways.</summary>
    public static O2ProcessOptions Use(TransportKind kind, O2ProcessOptions options) => kind == TransportKind.Asynchronous
        ? options with { Environment = Create(kind) }
        : options with { RealTime = kind == TransportKind.Busy };
}
