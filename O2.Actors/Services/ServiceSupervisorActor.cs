using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Supervises the actor of one service: restarts it after growing pauses, and withdraws the service when it fails too often.</summary>
/// <remarks>
/// States: Making -> (it answers) Serving -> (failure) Serving, in back-off; (a new instance cannot be made) Making; (limit exceeded) -> stopped. What waits for
/// the service is kept all the time: a restarted <see cref="O2ServiceActor"/> stashes until <see cref="ServiceProtocol.Continue"/>; an actor that cannot be made is
/// stopped, its mailbox goes back to the <see cref="LocalService"/>, and another is made after the pause. Supervised by <see cref="ServicesActor"/>: stop.
/// </remarks>
internal sealed class ServiceSupervisorActor : ReceiveActor, IWithTimers
{
    private const string BackoffTimer = "backoff";
    private const string ChildName = "actor";
    private readonly ProcessCore _core;
    private readonly LocalService _service;
    private readonly Props _props;
    private readonly RestartPolicy _policy;
    private readonly FailureReports _failures;
    private IActorRef _child = ActorRefs.Nobody;
    private LocalTime? _downSince;
    private bool _isRemaking;
    private bool _isRemoved;

    public ServiceSupervisorActor(ProcessCore core, LocalService service, Props props, ServiceOptions options)
    {
        _core = core;
        _service = service;
        _props = props;
        _policy = new RestartPolicy(options);
        _failures = new FailureReports(core.Events, service.Name);
        Making();
    }

    private sealed record Make
    {
        public static readonly Make Instance = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props PropsFor(ProcessCore core, ServiceProtocol.Start start) =>
        Props.Create(() => new ServiceSupervisorActor(core, start.Service, start.Props, start.Options));

    private bool IsServiceActor => typeof(O2ServiceActor).IsAssignableFrom(_props.Type);

    /// <summary>The policy decides and counts; for the only child there is no difference between one and all.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(OnFailure);

    protected override void PreStart() => OnMake();

    private void Making()
    {
        Receive<Make>(_ => OnMake());
        Receive<ActorIdentity>(OnIdentity);
        Receive<ServiceProtocol.Settled>(_ => OnSettled());
        Receive<ServiceProtocol.Stop>(_ => OnStopWhileMaking());
        FromChild();
    }

    private void Serving()
    {
        Receive<ServiceProtocol.Stop>(_ => Finish());
        Receive<ActorIdentity>(LocalService.TakeReceipt);
        FromChild();
    }

    private void FromChild()
    {
        Receive<ServiceProtocol.Failed>(_failures.Explained);
        Receive<ServiceProtocol.Restarted>(_ => OnRestarted());
        Receive<ServiceProtocol.Continue>(_ => OnContinue());
        Receive<Terminated>(_ => OnTerminated());
    }

    /// <summary>Who answers has been made; until then messages wait at the service.</summary>
    private void OnMake()
    {
        _child = Context.Watch(Context.ActorOf(_props, ChildName));
        _child.Tell(new Identify(Make.Instance), Self);
    }

    private void OnIdentity(ActorIdentity answer)
    {
        LocalService.TakeReceipt(answer);
        if (answer.MessageId is not Make || !_child.Equals(answer.Subject))
            return;
        Become(Serving);
        _service.Attach(_child, receipts: IsServiceActor ? null : Self);
        ReportRestart();
        if (_isRemoved)
            Finish();
    }

    private Directive OnFailure(Exception failure)
    {
        var now = _core.Clock.Now;
        bool isUnmade = failure is ActorInitializationException;
        _failures.Told(failure, mayBeExplained: IsServiceActor && !isUnmade);
        var directive = _policy.Decide(failure, now);
        if (directive != Directive.Restart)
            return directive;
        if (IsServiceActor || isUnmade)
            _downSince ??= now;
        if (!isUnmade)
            return Directive.Restart;
        _isRemaking = true;
        _service.Detach();
        Become(Making);
        return Directive.Stop;
    }

    private void OnRestarted()
    {
        _failures.Publish();
        After(_policy.Pause, ServiceProtocol.Continue.Instance);
    }

    private void OnContinue()
    {
        _child.Tell(ServiceProtocol.Continue.Instance);
        ReportRestart();
    }

    /// <summary>Its mailbox became dead letters, which our parent hands back to the service; once it has answered, that is done.</summary>
    private void OnTerminated()
    {
        _failures.Publish();
        if (_isRemaking && !_isRemoved)
        {
            _isRemaking = false;
            Context.Parent.Tell(ServiceProtocol.Settle.Instance);
            return;
        }

        _core.Withdraw(_service);
        Context.Stop(Self);
    }

    private void OnSettled()
    {
        if (_isRemoved)
            Context.Stop(Self);
        else
            After(_policy.Pause, Make.Instance);
    }

    /// <summary>It still handles what waits, if it can be made now; if not, our parent sends that elsewhere.</summary>
    private void OnStopWhileMaking()
    {
        _isRemoved = true;
        if (Timers.IsTimerActive(BackoffTimer))
            Context.Stop(Self);
    }

    private void Finish() => _child.Tell(IsServiceActor ? ServiceProtocol.Finish.Instance : PoisonPill.Instance);

    private void ReportRestart()
    {
        if (_downSince is { } since)
            _core.Events.Publish(new ServiceRestarted(_service.Name, TimeSpan.FromSeconds(_core.Clock.Now - since)));
        _downSince = null;
    }

    private void After(TimeSpan pause, object message)
    {
        if (pause == TimeSpan.Zero)
            Self.Tell(message);
        else
            Timers.StartSingleTimer(BackoffTimer, message, pause);
    }
}
