using Akka.Actor;

namespace O2.Actors;

/// <summary>Root of a process's actors: starts them in order, says how each is supervised, and takes them down in order.</summary>
/// <remarks>
/// States: Running -> (Leave) Leaving -> stopped. Its children hold sockets, timers and what they supervise, and drive state that is shared: one
/// message on which one of them fails must not cost any of that, so they go on with the next (resume). A child that cannot be made is stopped.
/// </remarks>
internal sealed class EnsembleActor : ReceiveActor
{
    public const string Name = "o2";
    private readonly ProcessCore _core;
    private readonly GatewaySockets _sockets;
    private IActorRef _services = ActorRefs.Nobody;
    private IActorRef _taps = ActorRefs.Nobody;
    private IActorRef _gateway = ActorRefs.Nobody;
    private IActorRef _discovery = ActorRefs.Nobody;

    public EnsembleActor(ProcessCore core, GatewaySockets sockets)
    {
        _core = core;
        _sockets = sockets;
        Running();
    }

    public static Props PropsFor(ProcessCore core, GatewaySockets sockets) => Props.Create(() => new EnsembleActor(core, sockets));

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        failure => failure is ActorInitializationException ? Directive.Stop : Directive.Resume);

    protected override void PreStart()
    {
        _core.ProcessClock.Driver = Context.ActorOf(ClockActor.PropsFor(_core), ClockActor.Name);
        _core.Directory.Observer = Context.ActorOf(DirectoryActor.PropsFor(_core), DirectoryActor.Name);
        Context.ActorOf(SchedulerActor.PropsFor(_core), SchedulerActor.Name);
        _services = Context.ActorOf(ServicesActor.PropsFor(_core), ServicesActor.Name);
        _taps = Context.ActorOf(TapsActor.PropsFor(_core), TapsActor.Name);
        _gateway = Context.ActorOf(GatewayActor.PropsFor(_core, _sockets), GatewayActor.Name);
        _discovery = Context.ActorOf(DiscoveryActor.PropsFor(_core, _sockets.Info, _gateway), DiscoveryActor.Name);
    }

    /// <summary>Also when the user's actor system ends without the process having left.</summary>
    protected override void PostStop()
    {
        _sockets.Dispose();
        _core.Dispose();
    }

    private void Running()
    {
        Receive<EnsembleProtocol.Start>(_ => Sender.Tell(EnsembleProtocol.Ready.Instance));
        Receive<ServiceProtocol.Start>(start => _services.Forward(start));
        Receive<ServiceProtocol.Stop>(stop => _services.Forward(stop));
        Receive<TapProtocol.Start>(start => _taps.Forward(start));
        Receive<TapProtocol.Stop>(stop => _taps.Forward(stop));
        Receive<EnsembleProtocol.WatchSubscriber>(watch => Context.Watch(watch.Subscriber));
        Receive<EnsembleProtocol.Leave>(_ => OnLeave());
        Receive<Terminated>(gone => _core.Events.Unsubscribe(gone.ActorRef));
    }

    /// <summary>First nobody may find us any more, then what waits is sent and the connections end, then all actors stop.</summary>
    private void OnLeave()
    {
        Become(Leaving);
        Context.Watch(_gateway);
        Context.Stop(_discovery);
        _gateway.Tell(GatewayProtocol.Leave.Instance);
    }

    private void Leaving() => Receive<Terminated>(gone =>
    {
        _core.Events.Unsubscribe(gone.ActorRef);
        if (gone.ActorRef.Equals(_gateway))
            Context.Stop(Self);
    });
}
