using System.Net;
using Akka.Actor;
using Akka.Event;

namespace O2.Actors;

/// <summary>Looks up the name of an OSC server that is reached by UDP: until it is found, and then now and then, since nobody tells when it has moved.</summary>
/// <remarks>States: Resolving -> (found, or not) Waiting -> Resolving. A child of <see cref="BridgeActor"/>: stop, and with it the bridge.</remarks>
internal sealed class OscNameActor : ReceiveActor, IWithTimers
{
    private const string RetryTimer = "retry";
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(30);
    private readonly ProcessCore _core;
    private readonly OscTarget _target;
    private readonly OscUdpLink _link;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _end = new();
    private readonly RetryPause _pause = new();
    private bool _isReported;

    public OscNameActor(ProcessCore core, OscTarget target, OscUdpLink link)
    {
        _core = core;
        _target = target;
        _link = link;
        Receive<Resolve>(_ => OnResolve());
        Receive<IPEndPoint>(OnFound);
        Receive<Status.Failure>(OnFailed);
    }

    private sealed record Resolve
    {
        public static readonly Resolve Instance = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props PropsFor(ProcessCore core, OscTarget target, OscUdpLink link) => Props.Create(() => new OscNameActor(core, target, link));

    protected override void PreStart() => OnResolve();

    protected override void PostStop()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private void OnResolve() => _target.ResolveAsync(_end.Token).PipeTo(Self);

    private void OnFound(IPEndPoint found)
    {
        if (!found.Equals(_link.Target))
            _log.Info("OSC server [{0}] is at [{1}].", _target, found);
        _link.Target = found;
        _isReported = false;
        _pause.Succeed(_core.Clock.Now);
        Timers.StartSingleTimer(RetryTimer, Resolve.Instance, Refresh);
    }

    /// <summary>Where it was last is better than nowhere.</summary>
    private void OnFailed(Status.Failure failure)
    {
        var pause = _pause.Fail(_core.Clock.Now);
        if (!_isReported)
            _log.Warning("OSC server [{0}] is not found: {1}. Next try in {2} s; further failures are not logged.", _target, failure.Cause.Message, pause.TotalSeconds);
        _isReported = true;
        Timers.StartSingleTimer(RetryTimer, Resolve.Instance, pause);
    }
}
