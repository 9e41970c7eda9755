using Akka.Actor;
using Akka.Event;

namespace O2.Actors;

/// <summary>Root of a process's actors: starts them in order, says how each is supervised, and takes them down in order.</summary>
/// <remarks>
/// States: [Locating ->] Running -> (Move, or gateway or discovery could not be made) Moving -> (both are gone, new sockets are open) [Locating ->] Running;
/// any -> (Leave) Leaving -> stopped. Locating: the public address is asked for, if the options want one; nobody can find the process before it has its name.
/// Its children hold sockets, timers and what they supervise, and drive state that is shared: one message on which one of them fails must not cost any of that, so
/// they go on with the next (resume). A child that cannot be made is stopped; when that happens at the start, the process does not start.
/// </remarks>
internal sealed class EnsembleActor : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    public const string Name = "o2";
    private const string RetryTimer = "retry";
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(2);
    private readonly ProcessCore _core;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly HashSet<IActorRef> _online = [];   // gateway, discovery and broker, while they live
    private GatewaySockets _sockets;
    private IActorRef _starter = ActorRefs.Nobody;
    private int _unanswered;
    private Exception? _unmade;   // why a child could not be made
    private IActorRef _services = ActorRefs.Nobody;
    private IActorRef _taps = ActorRefs.Nobody;
    private IActorRef _gateway = ActorRefs.Nobody;
    private IActorRef _discovery = ActorRefs.Nobody;
    private IActorRef _broker = ActorRefs.Nobody;
    private IActorRef _locator = ActorRefs.Nobody;
    private MqttOptions? _mqtt;
    private uint _publicIp;
    private bool _hasJoined;

    public EnsembleActor(ProcessCore core, GatewaySockets sockets)
    {
        _core = core;
        _sockets = sockets;
        _mqtt = core.Options.BrokerToUse;
        Running();
    }

    private sealed record Retry
    {
        public static readonly Retry Instance = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    public static Props PropsFor(ProcessCore core, GatewaySockets sockets) => Props.Create(() => new EnsembleActor(core, sockets));

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(failure =>
    {
        if (failure is not ActorInitializationException)
            return Directive.Resume;
        _unmade = failure.GetBaseException();
        return Directive.Stop;
    });

    protected override void PreStart()
    {
        _core.ProcessClock.Driver = Context.ActorOf(ClockActor.PropsFor(_core), ClockActor.Name);
        _core.Directory.Observer = Context.ActorOf(DirectoryActor.PropsFor(_core), DirectoryActor.Name);
        Context.ActorOf(SchedulerActor.PropsFor(_core), SchedulerActor.Name);
        _services = Context.ActorOf(ServicesActor.PropsFor(_core), ServicesActor.Name);
        _taps = Context.ActorOf(TapsActor.PropsFor(_core), TapsActor.Name);
        _core.Bridges.Supervisor = Context.ActorOf(BridgesActor.PropsFor(), BridgesActor.Name);
        Join();
        if (_core.Options is { Network: not NetworkScope.Loopback, Interface: null })
            Context.ActorOf(AddressWatchActor.PropsFor(_core), AddressWatchActor.Name);
    }

    /// <summary>Also when the user's actor system ends without the process having left.</summary>
    protected override void PostStop()
    {
        _sockets.Dispose();
        _core.Dispose();
    }

    private void Locating()
    {
        Receive<EnsembleProtocol.Located>(located => _publicIp = located.PublicIp);
        Receive<Terminated>(gone =>
        {
            OnTerminated(gone);
            if (gone.ActorRef.Equals(_locator))
                GoOnline();
        });
        Receive<EnsembleProtocol.Start>(_ => Stash.Stash());
        Receive<EnsembleProtocol.Move>(_ => Stash.Stash());
        Receive<EnsembleProtocol.Leave>(_ => OnLeave());
        FromProcess();
    }

    private void Running()
    {
        Receive<EnsembleProtocol.Move>(_ => OnMove());
        Receive<EnsembleProtocol.Leave>(_ => OnLeave());
        Receive<EnsembleProtocol.MeetAtBroker>(meet => { _mqtt = meet.Options; MeetAtBroker(); });
        Receive<Terminated>(gone =>
        {
            OnTerminated(gone);
            RetryWhenIncomplete();
        });
        FromProcess();
    }

    private void Moving()
    {
        Receive<Terminated>(gone =>
        {
            OnTerminated(gone);
            LeaveAfterBroker(gone);
            RejoinWhenOffline();
        });
        Receive<Retry>(_ => RejoinWhenOffline());
        Receive<EnsembleProtocol.Leave>(_ => OnLeave());
        FromProcess();
    }

    /// <summary>Services may still come and go while the last messages leave.</summary>
    private void Leaving()
    {
        Receive<Terminated>(gone =>
        {
            OnTerminated(gone);
            LeaveAfterBroker(gone);
            StopWhenOffline();
        });
        FromProcess();
    }

    private void FromProcess()
    {
        Receive<EnsembleProtocol.Start>(_ => OnStart());
        Receive<ActorIdentity>(OnIdentity);
        Receive<ServiceProtocol.Start>(start => _services.Forward(start));
        Receive<ServiceProtocol.Stop>(stop => _services.Forward(stop));
        Receive<TapProtocol.Start>(start => _taps.Forward(start));
        Receive<TapProtocol.Stop>(stop => _taps.Forward(stop));
        Receive<BridgeProtocol.LiteHostChanged>(changed => _discovery.Tell(changed));
        Receive<EnsembleProtocol.MeetAtBroker>(meet => _mqtt = meet.Options);
        Receive<EnsembleProtocol.WatchSubscriber>(watch => Context.Watch(watch.Subscriber));
    }

    /// <summary>Who answers has been made. One that could not be answers, too, but has no subject; or it is no child any more.</summary>
    private void OnStart()
    {
        _starter = Sender;
        foreach (var child in Context.GetChildren())
        {
            child.Tell(new Identify(null), Self);
            _unanswered++;
        }
    }

    private void OnIdentity(ActorIdentity answer)
    {
        if (--_unanswered > 0)
            return;
        if (_unmade is null)
            _starter.Tell(EnsembleProtocol.Ready.Instance);
        else
            _starter.Tell(new Status.Failure(new O2Exception($"The process cannot start: {_unmade.Message}", _unmade)));
    }

    private void OnTerminated(Terminated gone)
    {
        if (!_online.Remove(gone.ActorRef))
            _core.Events.Unsubscribe(gone.ActorRef);
    }

    private void OnMove()
    {
        _log.Info("The machine has another address now; process [{0}] leaves, and joins again there.", _core.Directory.OwnName);
        Become(Moving);
        GoOffline();
        RejoinWhenOffline();
    }

    /// <summary>A gateway without discovery, or the reverse, is of no use: both are made anew.</summary>
    private void RetryWhenIncomplete()
    {
        if (_online.IsSupersetOf([_gateway, _discovery]))
            return;
        _log.Error("Process [{0}] is offline: {1} Next try in {2} s.", _core.Directory.OwnName, _unmade?.Message ?? "its gateway or discovery has stopped.", RetryPause.TotalSeconds);
        Become(Moving);
        GoOffline();
        _sockets.Dispose();
        Timers.StartSingleTimer(RetryTimer, Retry.Instance, RetryPause);
    }

    private void RejoinWhenOffline()
    {
        if (_online.Count == 0 && !Timers.IsTimerActive(RetryTimer))
            Rejoin();
    }

    /// <summary>Joins at the address that the machine has now, with everything that this process offers.</summary>
    private void Rejoin()
    {
        try
        {
            _sockets = GatewaySockets.Open(_core.Environment.Transport, _core.Options);
        }
        catch (O2Exception e)
        {
            _log.Warning("{0} Next try in {1} s.", e.Message, RetryPause.TotalSeconds);
            Timers.StartSingleTimer(RetryTimer, Retry.Instance, RetryPause);
            return;
        }

        Join();
    }

    private void OnLeave()
    {
        Become(Leaving);
        Timers.CancelAll();
        GoOffline();
        StopWhenOffline();
    }

    private void Join()
    {
        _publicIp = 0;
        if (_core.Options.Network < NetworkScope.Internet)
        {
            GoOnline();
            return;
        }

        _locator = Context.Watch(Context.ActorOf(PublicAddressActor.PropsFor(_core)));
        Become(Locating);
    }

    private void GoOnline()
    {
        var old = _core.Directory.OwnName;
        _sockets = _sockets.At(_publicIp);
        _core.UdpPort = _sockets.Info.UdpPort;
        _core.Directory.Rename(_sockets.Name);
        _gateway = Context.Watch(Context.ActorOf(GatewayActor.PropsFor(_core, _sockets), GatewayActor.Name));
        _discovery = Context.Watch(Context.ActorOf(DiscoveryActor.PropsFor(_core, _sockets.Info, _gateway), DiscoveryActor.Name));
        _online.UnionWith([_gateway, _discovery]);
        MeetAtBroker();
        Become(Running);
        Stash.UnstashAll();
        if (_hasJoined)
        {
            _log.Info("Process [{0}] is [{1}] now.", old, _sockets.Name);
            _core.Events.Publish(new ProcessRenamed(old, _sockets.Name));
        }

        _hasJoined = true;
    }

    private void MeetAtBroker()
    {
        if (_mqtt is null)
            return;
        _broker = Context.Watch(Context.ActorOf(BrokerActor.PropsFor(_core, _sockets.Info, _gateway, _mqtt), BrokerActor.Name));
        _online.Add(_broker);
    }

    /// <summary>
    /// First nobody may find us any more, then what waits is sent and the connections end. At a broker we say goodbye while the connections stand: a reference
    /// process that hears it from somebody whom it does not know any more breaks down.
    /// </summary>
    private void GoOffline()
    {
        Context.Stop(_discovery);
        if (_online.Contains(_broker))
            _broker.Tell(RelayProtocol.Leave.Instance);
        else
            _gateway.Tell(GatewayProtocol.Leave.Instance);
    }

    private void LeaveAfterBroker(Terminated gone)
    {
        if (gone.ActorRef.Equals(_broker))
            _gateway.Tell(GatewayProtocol.Leave.Instance);
    }

    private void StopWhenOffline()
    {
        if (!_online.Contains(_gateway))
            Context.Stop(Self);
    }
}
