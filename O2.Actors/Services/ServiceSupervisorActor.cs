using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Supervises the actor of one service: restarts it after growing pauses, and withdraws the service when it fails too often.</summary>
/// <remarks>
/// States: Running -> (failure) Recovering -> (back-off over) Running; (limit exceeded) -> stopped. The mailbox of the service is kept over
/// restarts; a restarted <see cref="O2ServiceActor"/> stashes until <see cref="ServiceProtocol.Continue"/>. Supervised by <see cref="ServicesActor"/>: stop.
/// </remarks>
internal sealed class ServiceSupervisorActor : ReceiveActor, IWithTimers
{
    private const string BackoffTimer = "backoff";
    private readonly ProcessCore _core;
    private readonly LocalService _service;
    private readonly ServiceOptions _options;
    private readonly Props _props;
    private readonly Queue<LocalTime> _failures = new();
    private LocalTime _failedAt;
    private Exception? _unreported;   // what the strategy has seen and the actor has not explained yet
    private Exception? _explained;    // the reverse

    public ServiceSupervisorActor(ProcessCore core, LocalService service, Props props, ServiceOptions options)
    {
        _core = core;
        _service = service;
        _props = props;
        _options = options;
        Receive<ServiceProtocol.Failed>(OnFailed);
        Receive<ServiceProtocol.Restarted>(_ => OnRestarted());
        Receive<ServiceProtocol.Continue>(_ => OnContinue());
        Receive<ServiceProtocol.Stop>(_ => Context.Child(ChildName).Tell(IsServiceActor ? ServiceProtocol.Finish.Instance : PoisonPill.Instance));
        Receive<ActorIdentity>(LocalService.TakeReceipt);
        Receive<Terminated>(_ => OnServiceStopped());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private const string ChildName = "actor";

    public static Props PropsFor(ProcessCore core, ServiceProtocol.Start start) =>
        Props.Create(() => new ServiceSupervisorActor(core, start.Service, start.Props, start.Options));

    private bool IsServiceActor => typeof(O2ServiceActor).IsAssignableFrom(_props.Type);

    /// <summary>The user's strategy decides, and its limits count; for the only child there is no difference between one and all.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => _options.Strategy switch
    {
        null => new OneForOneStrategy(_options.MaxRestarts, _options.Within, failure => Note(failure, Directive.Restart)),
        OneForOneStrategy one => new OneForOneStrategy(
            one.MaxNumberOfRetries, one.WithinTimeRangeMilliseconds, failure => Note(failure, one.Decider.Decide(failure))),
        AllForOneStrategy all => new OneForOneStrategy(
            all.MaxNumberOfRetries, all.WithinTimeRangeMilliseconds, failure => Note(failure, all.Decider.Decide(failure))),
        var other => other,
    };

    protected override void PreStart()
    {
        var child = Context.ActorOf(_props, ChildName);
        Context.Watch(child);
        _service.Attach(child, receipts: IsServiceActor ? null : Self);
    }

    /// <summary>Reports a failure. That of a service actor waits a moment: normally the actor says which message it was handling.</summary>
    private Directive Note(Exception failure, Directive directive)
    {
        ReportUnreported();
        _failedAt = _core.Clock.Now;
        _failures.Enqueue(_failedAt);
        while (_failedAt - _failures.Peek() > _options.Within.TotalSeconds)
            _failures.Dequeue();
        _unreported = ReferenceEquals(failure, _explained) ? null : failure;
        if (!IsServiceActor || failure is ActorInitializationException)
            ReportUnreported();
        return directive;
    }

    private void OnFailed(ServiceProtocol.Failed failed)
    {
        if (ReferenceEquals(failed.Exception, _unreported))
            _unreported = null;
        else
            _explained = failed.Exception;
        _core.Events.Publish(new ServiceFailure(_service.Name, failed.Exception, failed.Message));
    }

    private void ReportUnreported()
    {
        if (_unreported is { } failure)
            _core.Events.Publish(new ServiceFailure(_service.Name, failure, null));
        _unreported = null;
    }

    private void OnRestarted()
    {
        ReportUnreported();
        var pause = Backoff();
        if (pause == TimeSpan.Zero)
            OnContinue();
        else
            Timers.StartSingleTimer(BackoffTimer, ServiceProtocol.Continue.Instance, pause);
    }

    private void OnContinue()
    {
        Context.Child(ChildName).Tell(ServiceProtocol.Continue.Instance);
        _core.Events.Publish(new ServiceRestarted(_service.Name, TimeSpan.FromSeconds(_core.Clock.Now - _failedAt)));
    }

    private void OnServiceStopped()
    {
        ReportUnreported();
        _core.Withdraw(_service);
        Context.Stop(Self);
    }

    /// <summary>The first restart within the window is immediate, the second waits <c>MinBackoff</c>, each further one twice as long.</summary>
    private TimeSpan Backoff()
    {
        int doublings = _failures.Count - 2;
        if (doublings < 0)
            return TimeSpan.Zero;
        double seconds = _options.MinBackoff.TotalSeconds * Math.Pow(2, doublings);
        return seconds < _options.MaxBackoff.TotalSeconds ? TimeSpan.FromSeconds(seconds) : _options.MaxBackoff;
    }
}
