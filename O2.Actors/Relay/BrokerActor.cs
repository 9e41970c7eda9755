using Akka.Actor;
using Akka.Event;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>Meets other processes at an MQTT broker: drives the <see cref="RelayRegistry"/>, and keeps the links through the broker.</summary>
/// <remarks>
/// States: Meeting -> (Leave) Leaving -> stopped. What relayed processes say about themselves reaches the directory by the gateway, as that of others
/// does. Supervised by <see cref="EnsembleActor"/>: resume.
/// </remarks>
internal sealed class BrokerActor : ReceiveActor, IWithTimers
{
    public const string Name = "broker";
    private const string DeadlineTimer = "deadline";
    private readonly ProcessCore _core;
    private readonly IActorRef _gateway;
    private readonly MqttOptions _options;
    private readonly RelayRegistry _registry;
    private readonly Dictionary<ProcessName, RelayLink> _links = [];
    private readonly PeerInbox _inbox;
    private readonly BrokerFeed _feed;
    private readonly IMqttClient _client;
    private readonly BrokerPublisher _publisher;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public BrokerActor(ProcessCore core, ProcessInfo self, IActorRef gateway, MqttOptions options)
    {
        _core = core;
        _gateway = gateway;
        _options = options;
        _inbox = new PeerInbox(core);
        _registry = new RelayRegistry(new PeerIdentity(core.Options.Ensemble, self), core.GlobalClock.IsSynchronized);
        var topics = new BrokerTopics(core.Options.Ensemble);
        _feed = new BrokerFeed(core, topics, Self, () => _client!.Resume());
        _inbox.Open(_feed);
        _client = core.Environment.CreateMqttClient(core.Environment, SetupFor(self, topics), Context);
        _publisher = new BrokerPublisher(_client, topics, options.Quality);
        Meeting();
    }

    private sealed record Deadline
    {
        public static readonly Deadline Instance = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props PropsFor(ProcessCore core, ProcessInfo self, IActorRef gateway, MqttOptions options) =>
        Props.Create(() => new BrokerActor(core, self, gateway, options));

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Resume);

    protected override void PreStart()
    {
        _gateway.Tell(RelayProtocol.Ready.Instance);
        Report(isOnline: false, _core.Broker?.LastFailure);
        _core.ProcessClock.Listener = Self;
        if (_core.GlobalClock.IsSynchronized)
            _registry.HandleSynchronized(_core.Clock.Now);
    }

    protected override void PostStop()
    {
        _core.ProcessClock.Listener = ActorRefs.Nobody;
        _inbox.Drop();
        EndLinks();
    }

    private void Meeting()
    {
        Receive<RelayProtocol.Online>(_ => OnOnline());
        Receive<RelayProtocol.Offline>(OnOffline);
        Receive<RelayProtocol.Announced>(OnAnnounced);
        Receive<O2Message>(OnMessage);
        Receive<PeerProtocol.Applied>(_ => _inbox.OnApplied());
        Receive<RelayProtocol.Unreachable>(peer => { _registry.HandleUnreachable(_core.Clock.Now, peer.Process); Drain(); });
        Receive<RelayProtocol.Replaced>(replaced => { if (IsCurrent(replaced.Link)) _registry.HandleReplaced(replaced.Link.Process); Drain(); });
        Receive<RelayProtocol.Missed>(missed => { if (IsCurrent(missed.Link)) _registry.HandleMissed(_core.Clock.Now, missed.Link.Process); Drain(); });
        Receive<ClockSynchronized>(_ => { _registry.HandleSynchronized(_core.Clock.Now); Drain(); });
        Receive<Deadline>(_ => { _registry.HandleDeadline(_core.Clock.Now); Drain(); });
        Receive<RelayProtocol.Leave>(_ => OnLeave());
    }

    private void Leaving()
    {
        Receive<O2Message>(message => _inbox.Take(message, SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName)));
        Receive<PeerProtocol.Applied>(_ => _inbox.OnApplied());
        Receive<RelayProtocol.Left>(_ => Context.Stop(Self));
        ReceiveAny(_ => { });
    }

    private MqttSetup SetupFor(ProcessInfo self, BrokerTopics topics) => new(
        _options,
        new MqttConnect(MqttConnect.NewClientId(new Random(_core.Environment.NewSeed())))
        {
            UserName = _options.UserName,
            Password = _options.Password,
            WillTopic = topics.Discovery,
            WillPayload = BrokerPayload.Create(new BrokerAnnouncement(self, BrokerAnnouncementKind.Bye).Write(), 0),
        },
        [topics.Discovery, topics.Of(self.Name)],
        _core.Options.MaxQueuedBytesPerProcess,
        _feed);

    private void OnOnline()
    {
        _log.Info("Process [{0}] is online at the broker [{1}], port [{2}].", _core.Directory.OwnName, _options.Broker, _options.ActualPort);
        Report(isOnline: true, _core.Broker?.LastFailure);
        _registry.HandleOnline(_core.Clock.Now);
        Drain();
    }

    private void OnOffline(RelayProtocol.Offline offline)
    {
        _log.Warning("{0} Next try in {1:0.0} s.", offline.Reason, offline.Pause.TotalSeconds);
        Report(isOnline: false, offline.Reason);
        _registry.HandleOffline();
        Drain();
    }

    /// <summary>Says how we stand to the broker, and since when.</summary>
    private void Report(bool isOnline, string? failure)
    {
        var since = _core.Broker is { } before && before.IsOnline == isOnline ? before.Since : _core.Clock.Now;
        var state = _core.Broker = new BrokerState(_options.Broker, _options.ActualPort, isOnline, since, failure);
        _core.Events.Publish(new BrokerStateChanged(state));
    }

    private void OnAnnounced(RelayProtocol.Announced announced)
    {
        _feed.HandledAnnouncement();
        _registry.HandleAnnouncement(_core.Clock.Now, announced.Announcement, IsConnected(announced.Announcement.Process.Name));
        Drain();
    }

    private void OnMessage(O2Message message)
    {
        bool isDone = SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName)
            && _registry.HandleMessage(_core.Clock.Now, message, IsConnected);
        Drain();
        _inbox.Take(message, isDone);
    }

    private void OnLeave()
    {
        _registry.Leave();
        Drain();
        Timers.CancelAll();
        Become(Leaving);
        _client.Leave(_core.Options.DrainTimeout);
    }

    private bool IsCurrent(RelayLink link) => _links.GetValueOrDefault(link.Process) == link;

    private bool IsConnected(ProcessName process) =>
        _core.Directory.Snapshot.TryGetProcess(process, out var entry) && entry.Endpoint is not RelayLink;

    private void Drain()
    {
        while (_registry.TryDequeueOutput(out var output))
            Handle(output);
        Timers.Arm(DeadlineTimer, Deadline.Instance, _registry.NextDeadline, _core.Clock.Now);
    }

    private void Handle(RelayOutput output)
    {
        switch (output)
        {
            case RelayOutput.Announce { IsLast: false } or RelayOutput.Answer when _publisher.IsOverfull:
                _registry.HandleRefused(_core.Clock.Now, output);
                break;
            case RelayOutput.Announce announce:
                _publisher.Announce(announce.Text, announce.IsLast);
                break;
            case RelayOutput.Answer answer:
                Answer(answer);
                break;
            case RelayOutput.Discovered discovered:
                _gateway.Tell(new GatewayProtocol.Discovered(discovered.Process));
                break;
            case RelayOutput.Withdrawn withdrawn:
                _gateway.Tell(new GatewayProtocol.Withdrawn(withdrawn.Process));
                break;
            case RelayOutput.Introduced introduced:
                var link = _links[introduced.Process.Name] = new RelayLink(introduced.Process.Name, _publisher, Self);
                Apply(new RelayProtocol.Introduced(introduced.Process, link));
                break;
            case RelayOutput.Announced announced:
                Apply(new PeerProtocol.Announced(announced.Process, _links[announced.Process], announced.Groups));
                break;
            case RelayOutput.ClockSynchronized synchronized:
                Apply(new PeerProtocol.ClockSynchronized(synchronized.Process));
                break;
            case RelayOutput.Ended ended:
                End(ended.Process);
                break;
            case RelayOutput.Warning warning:
                _core.Warnings.Write(_core.Warnings.Strangers, $"{warning.Text}");
                break;
        }
    }

    private void Answer(RelayOutput.Answer answer)
    {
        foreach (var message in answer.Messages)
            _publisher.Send(_publisher.TopicOf(answer.Process), message.AsView(), always: true);
        if (answer.Parts.HasFlag(RelayAnswer.State))
            _core.Directory.SendState(_links[answer.Process]);
    }

    /// <summary>Lets the gateway apply what a process said. The messages behind it wait meanwhile.</summary>
    private void Apply(object statement)
    {
        _inbox.Hold();
        _gateway.Tell(statement);
        _gateway.Tell(PeerProtocol.Applied.Instance);
    }

    private void End(ProcessName process)
    {
        if (!_links.Remove(process, out var link))
            return;
        _core.Directory.RemoveListener(link);
        _gateway.Tell(new RelayProtocol.Ended(link));
    }

    private void EndLinks()
    {
        foreach (var process in _links.Keys.ToArray())
            End(process);
    }
}
