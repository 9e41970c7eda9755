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
    private readonly PeerIdentity _identity;
    private readonly PeerRegistry _registry;
    private readonly GivenPeers _given = new();
    private readonly Dictionary<IActorRef, PeerLink> _links = [];
    private readonly HashSet<IActorRef> _newcomers = [];
    private readonly RateLimit _announcements = Warnings.NewLimit();
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public GatewayActor(ProcessCore core, GatewaySockets sockets)
    {
        _core = core;
        _sockets = sockets;
        _identity = new PeerIdentity(core.Options.Ensemble, sockets.Info);
        _registry = new PeerRegistry(_identity, new ReconnectOptions(), new Random(core.Environment.NewSeed()));
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
        _sockets.Listener.Start(connection => self.Tell(new GatewayProtocol.Accepted(connection)));
        _sockets.Datagrams.Start(new DatagramReceiver(_core, _sockets, failure => self.Tell(new Status.Failure(failure))));
        _log.Info("Process [{0}] of ensemble [{1}] listens.", _identity.Self.Name, _identity.Ensemble);
    }

    protected override void PostStop()
    {
        _sockets.Dispose();
        foreach (var process in _core.Directory.Snapshot.Processes)
            Leave(process.Name);
    }

    private void Serving()
    {
        Receive<GatewayProtocol.Accepted>(OnAccepted);
        Receive<GatewayProtocol.Discovered>(found => { _registry.HandleDiscovered(_core.Clock.Now, found.Process); Drain(); });
        Receive<GatewayProtocol.Withdrawn>(gone => { _registry.HandleWithdrawn(gone.Process); Drain(); });
        Receive<GatewayProtocol.PeerGiven>(given => { _given.Add(given.Address); OnGivenDeadline(); });
        Receive<GatewayProtocol.Leave>(_ => OnLeave());
        Receive<PeerProtocol.Introduced>(OnIntroduced);
        Receive<PeerProtocol.HubRequested>(request => { _registry.HandleHubRequest(request.Process); Drain(); });
        Receive<Deadline>(_ => { _registry.HandleDeadline(_core.Clock.Now); Drain(); });
        Receive<GivenDeadline>(_ => OnGivenDeadline());
        FromPeers();
    }

    private void Leaving()
    {
        Receive<GatewayProtocol.Accepted>(late => late.Connection.Dispose());
        Receive<Terminated>(_ => StopWhenAlone());
        Receive<LeaveDeadline>(_ => Context.Stop(Self));
        FromPeers();
    }

    /// <summary>What peers say counts also while we leave; but nobody is looked for any more, so the deadlines of the registry go by.</summary>
    private void FromPeers()
    {
        Receive<Status.Failure>(failure => _log.Error(failure.Cause, "A datagram could not be handled; the next ones are."));
        Receive<PeerProtocol.Announced>(OnAnnounced);
        Receive<PeerProtocol.ClockSynchronized>(peer => _core.Directory.Write(d => { d.MarkSynchronized(peer.Process); return true; }));
        Receive<PeerProtocol.Applied>(applied => Sender.Tell(applied));
        Receive<PeerProtocol.Ended>(OnEnded);
    }

    private void OnAccepted(GatewayProtocol.Accepted accepted)
    {
        if (_newcomers.Count >= MaxNewcomers)
        {
            _core.Warnings.Write(_core.Warnings.Strangers, $"A connection of [{accepted.Connection.RemoteEndPoint}] is refused: [{MaxNewcomers}] others have not introduced themselves yet.");
            accepted.Connection.Dispose();
            return;
        }

        _newcomers.Add(Open(new PeerSession(_core.Clock.Now, _identity), null, accepted.Connection));
    }

    private void OnIntroduced(PeerProtocol.Introduced peer)
    {
        _newcomers.Remove(Sender);
        _links[Sender] = peer.Link;
        _registry.HandleIntroduced(_core.Clock.Now, Sender, peer.Role, peer.Process);
        Drain();
    }

    private void OnAnnounced(PeerProtocol.Announced peer)
    {
        int skipped = _core.Directory.Write(d => IsConnectedBy(d.Snapshot, peer.Process, Sender) ? d.Apply(peer.Process, peer.Groups) : 0);
        if (skipped > 0)
            _core.Warnings.Write(_announcements, $"Process [{peer.Process}] announced [{skipped}] services or taps that cannot be used.");
    }

    private void OnEnded(PeerProtocol.Ended peer)
    {
        _log.Debug("Connection [{0}] to [{1}] ended: {2} {3}", peer.Role, peer.Process, peer.Reason, peer.Detail);
        _registry.HandleEnded(_core.Clock.Now, Sender, peer.Role, peer.Process, peer.Reason);
        _links.Remove(Sender);
        _newcomers.Remove(Sender);
        Drain();
    }

    private void OnGivenDeadline()
    {
        foreach (var address in _given.Due(_core.Clock.Now, _core.Directory.Snapshot))
            Open(PeerSession.ForCallback(_core.Clock.Now, _identity), address, null);
        if (_given.NextDeadline != LocalTime.Never)
            Arm(GivenTimer, GivenDeadline.Instance, _given.NextDeadline);
    }

    private void OnLeave()
    {
        Become(Leaving);
        _sockets.Listener.Dispose();
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
        if (_registry.NextDeadline == LocalTime.Never)
            Timers.Cancel(DeadlineTimer);
        else
            Arm(DeadlineTimer, Deadline.Instance, _registry.NextDeadline);
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
                _core.Directory.Write(d => d.TryAddProcess(joined.Process, ProcessLink.Tcp, _links[(IActorRef)joined.Connection]));
                _core.Events.Publish(new ProcessJoined(joined.Process.Name));
                _log.Info("Process [{0}] joined.", joined.Process.Name);
                break;
            case RegistryOutput.Left left:
                Leave(left.Process);
                break;
            case RegistryOutput.Close close:
                ((IActorRef)close.Connection).Tell(new PeerProtocol.End(PeerEndReason.Replaced));
                break;
            case RegistryOutput.Send send:
                ((IActorRef)send.Connection).Tell(new PeerProtocol.Send(send.Message));
                break;
        }
    }

    private void Leave(ProcessName process)
    {
        _core.Directory.Write(d => d.TryRemoveProcess(process));
        _core.Events.Publish(new ProcessLeft(process));
        _log.Info("Process [{0}] left.", process);
    }

    private bool IsConnectedBy(DirectorySnapshot directory, ProcessName process, IActorRef connection) =>
        directory.TryGetProcess(process, out var entry) && _links.TryGetValue(connection, out var link) && ReferenceEquals(entry.Endpoint, link);

    private IActorRef Open(PeerSession session, IPEndPoint? target, IStreamConnection? accepted) =>
        Context.ActorOf(PeerActor.PropsFor(_core, session, _sockets.Datagrams, target, accepted));

    private void Arm(string timer, object message, LocalTime deadline) =>
        Timers.StartSingleTimer(timer, message, TimeSpan.FromSeconds(Math.Max(0, deadline - _core.Clock.Now)));
}
