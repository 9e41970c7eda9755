using Akka.Actor;
using Akka.Event;

namespace O2.Actors;

/// <summary>Keeps the TCP connection to an OSC server: connects, and connects again after growing pauses; its name is looked up each time.</summary>
/// <remarks>
/// States: Connecting -> (connected) Connected -> (closed) Waiting -> Connecting; Connecting -> (failed, or 10 s) Waiting. A child of <see cref="BridgeActor"/>:
/// stop, and with it the bridge.
/// </remarks>
internal sealed class OscStreamActor : ReceiveActor, IWithTimers
{
    private const string RetryTimer = "retry";
    private const string ConnectTimer = "connect";
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);
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

    private sealed record Made(ConnectAttempt Attempt);

    private sealed record NotMade(ConnectAttempt Attempt, string Reason);

    private sealed record TooSlow
    {
        public static readonly TooSlow Instance = new();
    }

    private sealed record Closed(string Reason);

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="core">The process.</param>
    /// <param name="target">The server.</param>
    /// <param name="link">Gets the connections.</param>
    /// <param name="open">Makes of a connection one for OSC, which is to call the action when it has ended.</param>
    public static Props PropsFor(ProcessCore core, OscTarget target, OscStreamLink link, Func<IStreamConnection, Action<string>, OscConnection> open) =>
        Props.Create(() => new OscStreamActor(core, target, link, open));

    protected override void PreStart() => OnRetry();

    protected override void PostStop() => _attempt?.Dispose();

    private void Waiting()
    {
        Receive<Retry>(_ => OnRetry());
        ReceiveAny(_ => { });   // of an attempt that was given up; so below
    }

    private void Connecting()
    {
        Receive<Made>(made => made.Attempt == _attempt, _ => OnConnected());
        Receive<NotMade>(failed => failed.Attempt == _attempt, failed => OnFailed(failed.Reason));
        Receive<TooSlow>(_ => OnFailed($"no answer within {ConnectLimit.TotalSeconds} s"));
        ReceiveAny(_ => { });
    }

    private void Connected()
    {
        Receive<Closed>(closed => OnFailed(closed.Reason));
        ReceiveAny(_ => { });
    }

    private void OnRetry()
    {
        var attempt = _attempt = new ConnectAttempt(ConnectAsync);
        attempt.PipeTo(Self, new Made(attempt), e => new NotMade(attempt, e.Message));
        Timers.StartSingleTimer(ConnectTimer, TooSlow.Instance, ConnectLimit);
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
        var connection = _open(_attempt!.Take(), reason => self.Tell(new Closed(reason)));
        EndAttempt();
        Become(Connected);
        connection.Start();
        _link.Use(connection);
        _pause.Succeed(_core.Clock.Now);
        _isReported = false;
        _log.Info("OSC server [{0}] is connected.", _target);
    }

    private void OnFailed(string reason)
    {
        EndAttempt();
        _link.Use(null);
        if (_link.IsClosed)
            return;
        var pause = _pause.Fail(_core.Clock.Now);
        if (!_isReported)
            _log.Warning("OSC server [{0}] is not connected: {1}. Next try in {2} s; further failures are not logged.", _target, reason, pause.TotalSeconds);
        _isReported = true;
        Become(Waiting);
        Timers.StartSingleTimer(RetryTimer, Retry.Instance, pause);
    }

    private void EndAttempt()
    {
        Timers.Cancel(ConnectTimer);
        _attempt?.Dispose();
        _attempt = null;
    }
}
