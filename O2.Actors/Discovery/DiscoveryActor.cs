using Akka.Actor;
using Akka.Event;
using O2.Discovery;
using O2.Protocol;
using O2.Protocol.Mdns;

namespace O2.Actors;

/// <summary>Publishes this process by multicast DNS, has the hub called if there is one, and tells the gateway of every process of the ensemble that it finds.</summary>
/// <remarks>
/// One state. Multicast begins when the hub, if there is one, was tried: who finds it in two ways at once gets two connections, of which one has to be given up.
/// What it hears is anybody's word: the acceptance test is <see cref="DiscoveryRecord.Read"/>. A record that vanishes
/// only says that it is no use to look for the process any more: whether it lives is told by its connection. Supervised by <see cref="EnsembleActor"/>: resume.
/// </remarks>
internal sealed class DiscoveryActor : ReceiveActor, IWithTimers
{
    public const string Name = "discovery";
    private const string HubTimer = "hub";

    /// <summary>How long multicast waits for a hub that does not answer.</summary>
    private static readonly TimeSpan HubLimit = TimeSpan.FromSeconds(0.5);

    private readonly ProcessCore _core;
    private readonly ProcessInfo _self;
    private readonly IActorRef _gateway;
    private readonly string _instance;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<string, ProcessName> _records = [];
    private IMdnsClient? _mdns;
    private IAsyncDisposable? _liteRecord;

    public DiscoveryActor(ProcessCore core, ProcessInfo self, IActorRef gateway)
    {
        _core = core;
        _self = self;
        _gateway = gateway;
        _instance = InstanceName.Create(core.Options.Ensemble, self.Name);
        Receive<ServiceEvent>(OnServiceEvent);
        Receive<HubProtocol.Tried>(_ => BeginMulticast());
        Receive<BridgeProtocol.LiteHostChanged>(_ => PublishForLiteClients());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props PropsFor(ProcessCore core, ProcessInfo self, IActorRef gateway) =>
        Props.Create(() => new DiscoveryActor(core, self, gateway));

    /// <summary>A message on which the hub's actor fails costs that message.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Resume);

    protected override void PreStart()
    {
        foreach (var peer in _core.Options.Peers)
            _gateway.Tell(new GatewayProtocol.PeerGiven(peer));
        if (_core.Options.Hub is not { } hub)
        {
            BeginMulticast();
            return;
        }

        Context.ActorOf(HubActor.PropsFor(_core, hub, _gateway), HubActor.Name);
        Timers.StartSingleTimer(HubTimer, HubProtocol.Tried.Instance, HubLimit);
    }

    protected override void PostStop() => _mdns?.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void BeginMulticast()
    {
        if (!_core.Options.UseMdns || _mdns is not null)
            return;
        Timers.Cancel(HubTimer);
        var self = Self;
        _mdns = _core.Environment.CreateMdnsClient(InterfacesOf(_core.Options));
        foreach (string problem in _mdns.Problems)
            _log.Warning("Multicast DNS cannot use interface [{0}]; processes there are not found.", problem);
        _mdns.Publish(Record(_instance, _instance == _core.Options.Ensemble ? NameClaim.Rename : NameClaim.Unique));
        PublishForLiteClients();
        _mdns.Browse(DiscoveryRecord.ServiceType, found => self.Tell(found));
    }

    private static MdnsClientOptions InterfacesOf(O2ProcessOptions options) => options switch
    {
        { Interface: { } chosen } => new MdnsClientOptions { Interfaces = [chosen.ToString()] },
        { Network: NetworkScope.Loopback } => new MdnsClientOptions { Interfaces = ["127.0.0.1"] },
        _ => new MdnsClientOptions(),
    };

    private ServiceInstance Record(string name, NameClaim claim) => new()
    {
        Name = name,
        Type = DiscoveryRecord.ServiceType,
        Port = _self.Name.TcpPort,
        Txt = DiscoveryRecord.CreateTxt(_self),
        Claim = claim,
    };

    /// <summary>Some O2lite clients look for exactly the name of the ensemble; the first host that has it keeps it.</summary>
    private void PublishForLiteClients()
    {
        bool isHost = _core.LiteHost is not null && _instance != _core.Options.Ensemble;
        if (isHost && _liteRecord is null)
            _liteRecord = _mdns?.Publish(Record(_core.Options.Ensemble, NameClaim.StandBy));
        else if (!isHost)
            Withdraw(ref _liteRecord);
    }

    private static void Withdraw(ref IAsyncDisposable? record)
    {
        record?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        record = null;
    }

    private void OnServiceEvent(ServiceEvent found)
    {
        var service = found.Service;
        var verdict = DiscoveryRecord.Read(service.Name, service.Port, service.Txt, _core.Options.Ensemble, _self.Name, out var process);
        if (verdict == DiscoveryVerdict.Accepted)
            OnRecord(process!, service.Name, found.Kind);
        else if (verdict is not (DiscoveryVerdict.Ourselves or DiscoveryVerdict.OtherEnsemble))
            _log.Debug("The mDNS record [{0}] is not used: {1}.", service.Name, verdict);
    }

    /// <summary>A host of O2lite clients may have two records; it is withdrawn with the last one.</summary>
    private void OnRecord(ProcessInfo process, string record, ServiceEventKind kind)
    {
        if (kind != ServiceEventKind.Lost)
        {
            _records[record] = process.Name;
            _gateway.Tell(new GatewayProtocol.Discovered(process));
        }
        else if (_records.Remove(record) && !_records.ContainsValue(process.Name))
        {
            _gateway.Tell(new GatewayProtocol.Withdrawn(process.Name));
        }
    }
}
