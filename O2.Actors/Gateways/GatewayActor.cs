using System.Net;
using Akka.Actor;
using Akka.Event;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Supervises the sockets of a process, and drives the <see cref="PeerRegistry"/>: who is connected, who is to be, who has joined or left.</summary>
/// <remarks>
/// States: Serving -> (Leave) Leaving -> stopped. Everything that a peer says about itself reaches the directory through this mailbox, in the order
/// in which it was said. A peer's actor that fails is stopped, and with it its connection, nothing else. Supervised by <see cref="EnsembleActor"/>.
/// </remarks>
internal sealed class GatewayActor : ReceiveActor, IWithTimers
{
    public const string Name = "gateway";
    private const string DeadlineTimer = "deadline";
    private const string GivenTimer = "given";
    private const string LeaveTimer = "leave";

    /// <summary>How many accepted connections may be without an introduction at once; they are closed after 10 s.</summary>
    private const int MaxNewcomers = 512;

    private readonly ProcessCore _core;
    private readonly GatewaySockets _sockets;
    private readonly PeerRegistry _registry;
    private readonly GivenPeers _given = new();
    private readonly AcceptedConnections _accepted = new();
    private readonly HashSet<IActorRef> _newcomers = [];
    private readonly ConnectedPeers _peers;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private PeerIdentity _identity;                    // the name of the hub is learnt
    private IActorRef _hubActor = ActorRefs.Nobody;    // who has it called
    private IActorRef _hubCall = ActorRefs.Nobody;     // the connection by which it is called
    private PeerLink? _askedHub;                       // by which it has been asked for introductions
    private IActorRef _relay = ActorRefs.Nobody;

    public GatewayActor(ProcessCore core, GatewaySockets sockets)
    {
        _core = core;
        _sockets = sockets;
        _identity = new PeerIdentity(core.Options.Ensemble, sockets.Info);
        _registry = new PeerRegistry(_identity, new ReconnectOptions(), new Random(core.Environment.NewSeed()));
        _peers = new ConnectedPeers(core, _log);
        Serving();
    }

    private sealed record Deadline
    {
        public static readonly Deadline Instance = new();
    }

    private sealed record GivenDeadline
    {
        public static readonly GivenDeadline Instance = new();
    }

    private sealed record LeaveDeadline
    {
        public static readonly LeaveDeadline Instance = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props PropsFor(ProcessCore core, GatewaySockets sockets) => Props.Create(() => new GatewayActor(core, sockets));

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void PreStart()
    {
        var self = Self;
        Context.System.EventStream.Subscribe(self, typeof(DeadLetter));
        _sockets.Listener.Start(connection =>
        {
            if (_accepted.TryAdd(connection))
                self.Tell(GatewayProtocol.Accepted.Instance);
        });
        _sockets.Datagrams.Start(new DatagramReceiver(_core, _sockets, failure => self.Tell(new Status.Failure(failure))));
        _log.Info("Process [{0}] of ensemble [{1}] listens.", _identity.Self.Name, _identity.Ensemble);
    }

    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _sockets.Dispose();
        _accepted.Dispose();
        _peers.LeaveAll();
    }

    private void Serving()
    {
        Receive<GatewayProtocol.Accepted>(_ => OnAccepted());
        Receive<GatewayProtocol.Discovered>(found => { _registry.HandleDiscovered(_core.Clock.Now, found.Process, found.ByHub); Drain(); });
        Receive<GatewayProtocol.Withdrawn>(gone => { _registry.HandleWithdrawn(gone.Process); Drain(); });
        Receive<GatewayProtocol.PeerGiven>(given => { _given.Add(given.Address); OnGivenDeadline(); });
        Receive<GatewayProtocol.HubGiven>(OnHubGiven);
        Receive<GatewayProtocol.Leave>(_ => OnLeave());
        Receive<PeerProtocol.Introduced>(OnIntroduced);
        Receive<RelayProtocol.Ready>(_ => _relay = Sender);
        Receive<RelayProtocol.Introduced>(peer => { _registry.HandleRelayed(_core.Clock.Now, peer.Link, peer.Process); Drain(); });
        Receive<PeerProtocol.HubRequested>(request => { _registry.HandleHubRequest(request.Process); Drain(); });
        Receive<Deadline>(_ => { _registry.HandleDeadline(_core.Clock.Now); Drain(); });
        Receive<GivenDeadline>(_ => OnGivenDeadline());
        FromPeers();
    }

    private void Leaving()
    {
        Receive<Terminated>(_ => StopWhenAlone());
        Receive<LeaveDeadline>(_ => Context.Stop(Self));
        FromPeers();
    }

    /// <summary>What peers say counts also while we leave; but nobody is looked for any more, so the deadlines of the registry go by.</summary>
    private void FromPeers()
    {
        Receive<Status.Failure>(failure => _log.Error(failure.Cause, "A datagram could not be handled; the next ones are."));
        Receive<PeerProtocol.Announced>(_peers.Announce);
        Receive<PeerProtocol.ClockSynchronized>(_peers.Synchronize);
        Receive<PeerProtocol.Applied>(applied => Sender.Tell(applied));
        Receive<PeerProtocol.Ended>(OnEnded);
        Receive<RelayProtocol.Ended>(peer => { _registry.HandleRelayEnded(peer.Link, peer.Link.Process); Drain(); });
        Receive<DeadLetter>(OnDeadLetter);
    }

    private void OnAccepted()
    {
        if (!_accepted.TryTake(out var connection))
            return;
        if (_newcomers.Count < MaxNewcomers)
        {
            _newcomers.Add(Open(new PeerSession(_core.Clock.Now, _identity), null, connection));
            return;
        }

        _core.Warnings.Write(_core.Warnings.Strangers, $"A connection of [{connection.RemoteEndPoint}] is refused: [{MaxNewcomers}] others have not introduced themselves yet.");
        connection.Dispose();
    }

    private void OnIntroduced(PeerProtocol.Introduced peer)
    {
        _newcomers.Remove(Sender);
        _registry.HandleIntroduced(_core.Clock.Now, peer.Link, peer.Role, peer.Process);
        Drain();
        if (Sender.Equals(_hubCall))
            OnHubAnswered(peer.Process.Name, peer.Link);
        if (peer.Process.Name == _identity.Hub)
            AskHub();
    }

    private void OnHubAnswered(ProcessName hub, PeerLink? asked)
    {
        _identity = _identity with { Hub = hub };
        _askedHub = asked;
        _registry.HandleHubAnswered();
        _hubActor.Tell(new HubProtocol.Joined(hub));
    }

    /// <summary>
    /// When the hub and we find each other in two ways at once, one connection is given up, and what was asked by it may be lost with it: the hub is asked
    /// by the one that counts.
    /// </summary>
    private void AskHub()
    {
        if (_core.Directory.FindLink(_identity.Hub!) is not { } link || link == _askedHub)
            return;
        _askedHub = link;
        link.Send(SystemMessages.CreateHubRequest());
    }

    private void OnEnded(PeerProtocol.Ended peer)
    {
        _log.Debug("Connection [{0}] to [{1}] ended: {2} {3}", peer.Role, peer.Process, peer.Reason, peer.Detail);
        if (peer.Reason == PeerEndReason.Replaced)
            _core.Warnings.Write(_core.Warnings.Strangers, $"A connection of process [{peer.Process}] is closed: it has another one, or too many processes are known.");
        _registry.HandleEnded(_core.Clock.Now, (object?)peer.Link ?? Sender, peer.Role, peer.Process, peer.Reason);
        _newcomers.Remove(Sender);
        Drain();
        if (Sender.Equals(_hubCall))
            _hubActor.Tell(new HubProtocol.Ended(peer.Reason, peer.Detail));
    }

    /// <summary>What waited at the actor of a peer that was stopped: after a failure of ours, or when the other side did not end in time.</summary>
    private void OnDeadLetter(DeadLetter letter)
    {
        if (letter.Message is O2Message message && letter.Recipient.Path.Parent == Self.Path && !SystemAddress.IsForProcess(message.Address, _identity.Self.Name))
            _core.Drop(DropReason.ConnectionLost, message, MessageSource.Lost);
    }

    private void OnHubGiven(GatewayProtocol.HubGiven given)
    {
        _hubActor = Sender;
        if (_core.Directory.Snapshot.Processes.FirstOrDefault(process => IsHub(process, given.Address)) is not { } hub)
        {
            _hubCall = Open(PeerSession.ForHub(_core.Clock.Now, _identity), given.Address, null);
            return;
        }

        OnHubAnswered(hub.Name, asked: null);
        AskHub();
    }

    private bool IsHub(ProcessEntry process, IPEndPoint address) => process.Endpoint is DirectLink && GivenPeers.IsAt(process.Name, address, _identity.Self.Name);

    private void OnGivenDeadline()
    {
        foreach (var address in _given.Due(_core.Clock.Now, _core.Directory.Snapshot))
            Open(PeerSession.ForCallback(_core.Clock.Now, _identity), address, null);
        Timers.Arm(GivenTimer, GivenDeadline.Instance, _given.NextDeadline, _core.Clock.Now);
    }

    private void OnLeave()
    {
        Become(Leaving);
        _sockets.Listener.Dispose();
        _accepted.Dispose();
        Timers.CancelAll();
        Timers.StartSingleTimer(LeaveTimer, LeaveDeadline.Instance, _core.Options.DrainTimeout + PeerActor.EndGrace);
        foreach (var peer in Context.GetChildren())
        {
            Context.Watch(peer);
            peer.Tell(new PeerProtocol.End(PeerEndReason.Leaving));
        }

        StopWhenAlone();
    }

    private void StopWhenAlone()
    {
        if (!Context.GetChildren().Any())
            Context.Stop(Self);
    }

    private void Drain()
    {
        while (_registry.TryDequeueOutput(out var output))
            Handle(output);
        Timers.Arm(DeadlineTimer, Deadline.Instance, _registry.NextDeadline, _core.Clock.Now);
    }

    private void Handle(RegistryOutput output)
    {
        switch (output)
        {
            case RegistryOutput.Open open:
                var name = open.Process.Name;
                var target = new IPEndPoint(IpNumber.ToAddress(name.InternalIp), name.TcpPort);
                Open(new PeerSession(_core.Clock.Now, _identity, open.Process), target, null);
                break;
            case RegistryOutput.Joined joined:
                _peers.Join(joined.Process, (PeerLink)joined.Connection, joined.ByHub);
                break;
            case RegistryOutput.Unreachable unreachable:
                _relay.Tell(new RelayProtocol.Unreachable(unreachable.Process));
                break;
            case RegistryOutput.Left left:
                _peers.Leave(left.Process);
                break;
            case RegistryOutput.Close close:
                ((PeerLink)close.Connection).End(PeerEndReason.Replaced);
                break;
            case RegistryOutput.Send send:
                ((PeerLink)send.Connection).Send(send.Message);
                break;
        }
    }

    private IActorRef Open(PeerSession session, IPEndPoint? target, IStreamConnection? accepted) =>
        Context.ActorOf(PeerActor.PropsFor(_core, session, _sockets.Datagrams, target, accepted));
}
