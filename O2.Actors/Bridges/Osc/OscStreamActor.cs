using Akka.Actor;
using Akka.Event;

namespace O2.Actors;

/// <summary>Keeps the TCP connection to an OSC server: connects, and connects again after growing pauses; its name is looked up each time.</summary>
/// <remarks>
/// States: Connecting -> (connected) Connected -> (closed) Waiting -> Connecting; Connecting -> (failed) Waiting. A child of <see cref="BridgeActor"/>:
/// stop, and with it the bridge.
/// </remarks>
internal sealed class OscStreamActor : ReceiveActor, IWithTimers
{
    private const string RetryTimer = "retry";
    private readonly ProcessCore _core;
    private readonly OscTarget _target;
    private readonly OscStreamLink _link;
    private readonly Func<IStreamConnection, Action<string>, OscConnection> _open;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly RetryPause _pause = new();
    private ConnectAttempt? _attempt;
    private bool _isReported;

    public OscStreamActor(ProcessCore core, OscTarget target, OscStreamLink link, Func<IStreamConnection, Action<string>, OscConnection> open)
    {
        _core = core;
        _target = target;
        _link = link;
        _open = open;
        Waiting();
    }

    private sealed record Retry
    {
        public static readonly Retry Instance = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="core">The process.</param>
    /// <param name="target">The server.</param>
    /// <param name="link">Gets the connections.</param>
    /// <param name="open">Makes of a connection one for OSC, which is to call the action when it has ended.</param>
    public static Props PropsFor(ProcessCore core, OscTarget target, OscStreamLink link, Func<IStreamConnection, Action<string>, OscConnection> open) =>
        Props.Create(() => new OscStreamActor(core, target, link, open));

    protected override void PreStart() => OnRetry();

    protected override void PostStop() => _attempt?.Dispose();

    private void Waiting() => Receive<Retry>(_ => OnRetry());

    private void Connecting()
    {
        Receive<PeerProtocol.Connected>(_ => OnConnected());
        Receive<PeerProtocol.Closed>(OnClosed);
    }

    private void Connected() => Receive<PeerProtocol.Closed>(OnClosed);

    private void OnRetry()
    {
        _attempt?.Dispose();
        _attempt = new ConnectAttempt(ConnectAsync);
        _attempt.PipeTo(Self);
        Become(Connecting);
    }

    private async Task<IStreamConnection> ConnectAsync(CancellationToken cancellation)
    {
        var endPoint = await _target.ResolveAsync(cancellation).ConfigureAwait(false);
        return await _core.Environment.Transport.ConnectAsync(endPoint, cancellation).ConfigureAwait(false);
    }

    private void OnConnected()
    {
        var self = Self;
        var connection = _open(_attempt!.Take(), reason => self.Tell(new PeerProtocol.Closed(reason)));
        Become(Connected);
        connection.Start();
        _link.Use(connection);
        _pause.Succeed(_core.Clock.Now);
        _isReported = false;
        _log.Info("OSC server [{0}] is connected.", _target);
    }

    private void OnClosed(PeerProtocol.Closed closed)
    {
        _link.Use(null);
        if (_link.IsClosed)
            return;
        var pause = _pause.Fail(_core.Clock.Now);
        if (!_isReported)
            _log.Warning("OSC server [{0}] is not connected: {1}. Next try in [{2}]; further failures are not logged.", _target, closed.Reason, pause);
        _isReported = true;
        Become(Waiting);
        Timers.StartSingleTimer(RetryTimer, Retry.Instance, pause);
    }
}
