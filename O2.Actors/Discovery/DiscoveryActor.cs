using Akka.Actor;
using Akka.Event;
using O2.Discovery;
using O2.Protocol;
using O2.Protocol.Mdns;

namespace O2.Actors;

/// <summary>Publishes this process by multicast DNS, and tells the gateway of every process of the ensemble that it finds.</summary>
/// <remarks>
/// One state. What it hears is anybody's word: the acceptance test is <see cref="DiscoveryRecord.Read"/>. A record that vanishes
/// only says that it is no use to look for the process any more: whether it lives is told by its connection. Supervised by <see cref="EnsembleActor"/>: resume.
/// </remarks>
internal sealed class DiscoveryActor : ReceiveActor
{
    public const string Name = "discovery";
    private readonly ProcessCore _core;
    private readonly ProcessInfo _self;
    private readonly IActorRef _gateway;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IMdnsClient? _mdns;

    public DiscoveryActor(ProcessCore core, ProcessInfo self, IActorRef gateway)
    {
        _core = core;
        _self = self;
        _gateway = gateway;
        Receive<ServiceEvent>(OnServiceEvent);
    }

    public static Props PropsFor(ProcessCore core, ProcessInfo self, IActorRef gateway) =>
        Props.Create(() => new DiscoveryActor(core, self, gateway));

    protected override void PreStart()
    {
        foreach (var peer in _core.Options.Peers)
            _gateway.Tell(new GatewayProtocol.PeerGiven(peer));
        if (!_core.Options.UseMdns)
            return;
        var self = Self;
        _mdns = _core.Environment.CreateMdnsClient(InterfacesOf(_core.Options));
        foreach (string problem in _mdns.Problems)
            _log.Warning("Multicast DNS cannot use interface [{0}]; processes there are not found.", problem);
        string instance = InstanceName.Create(_core.Options.Ensemble, _self.Name);
        _mdns.Publish(new ServiceInstance
        {
            Name = instance,
            Type = DiscoveryRecord.ServiceType,
            Port = _self.Name.TcpPort,
            Txt = DiscoveryRecord.CreateTxt(_self),
            Claim = instance == _core.Options.Ensemble ? NameClaim.Rename : NameClaim.Unique,
        });
        _mdns.Browse(DiscoveryRecord.ServiceType, found => self.Tell(found));
    }

    protected override void PostStop() => _mdns?.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static MdnsClientOptions InterfacesOf(O2ProcessOptions options) => options switch
    {
        { Interface: { } chosen } => new MdnsClientOptions { Interfaces = [chosen.ToString()] },
        { Network: NetworkScope.Loopback } => new MdnsClientOptions { Interfaces = ["127.0.0.1"] },
        _ => new MdnsClientOptions(),
    };

    private void OnServiceEvent(ServiceEvent found)
    {
        var service = found.Service;
        var verdict = DiscoveryRecord.Read(service.Name, service.Port, service.Txt, _core.Options.Ensemble, _self.Name, out var process);
        if (verdict == DiscoveryVerdict.Accepted)
            _gateway.Tell(found.Kind == ServiceEventKind.Lost ? new GatewayProtocol.Withdrawn(process!.Name) : new GatewayProtocol.Discovered(process!));
        else if (verdict is not (DiscoveryVerdict.Ourselves or DiscoveryVerdict.OtherEnsemble))
            _log.Debug("The mDNS record [{0}] is not used: {1}.", service.Name, verdict);
    }
}
