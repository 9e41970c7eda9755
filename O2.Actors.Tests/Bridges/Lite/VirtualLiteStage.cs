using System.Net;
using O2.Actors.TestKit;
using O2.Protocol;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Bridges.Lite;

/// <summary>A host of O2lite clients and its clients in virtual time, each on a machine of its own.</summary>
internal sealed class VirtualLiteStage : LiteStage
{
    private static readonly ProcessName Nobody = new(1, 1, 1);

    private VirtualLiteStage(EnsembleFixture ensemble, O2Process host)
    {
        Ensemble = ensemble;
        Host = host;
    }

    public EnsembleFixture Ensemble { get; }

    public override O2Process Host { get; }

    public static VirtualLiteStage Open(LiteHostOptions? options = null, int seed = 1)
    {
        EnsembleFixture ensemble = new(seed);
        return Open(ensemble, ensemble.Start(), options);
    }

    /// <summary>Makes a process host clients.</summary>
    public static VirtualLiteStage Open(EnsembleFixture ensemble, O2Process host, LiteHostOptions? options = null)
    {
        var machine = ensemble.MachineOf(host);
        return new VirtualLiteStage(ensemble, host)
        {
            Bridge = host.AddLiteHost(options),
            Tcp = new IPEndPoint(machine.Address, host.Name.TcpPort),
            Udp = new IPEndPoint(machine.Address, Find(ensemble, host).UdpPort),
        };
    }

    /// <summary>What a process publishes about itself.</summary>
    public static ProcessInfo Find(EnsembleFixture ensemble, O2Process process)
    {
        ProcessInfo? found = null;
        using var browsing = Browse(ensemble, process, (_, info) => found = info);
        ensemble.RunUntil(() => found is not null);
        return found!;
    }

    /// <summary>Looks for the records of a process from another machine.</summary>
    public static IDisposable Browse(EnsembleFixture ensemble, O2Process process, Action<ServiceEvent, ProcessInfo> seen) =>
        new VirtualMdnsClient(ensemble.Network.AddMachine()).Browse(DiscoveryRecord.ServiceType, e =>
        {
            DiscoveryRecord.Read(e.Service.Name, e.Service.Port, e.Service.Txt, process.Ensemble, Nobody, out var info);
            if (info?.Name == process.Name)
                seen(e, info);
        });

    public override RawLite Connect() => new(this, Ensemble.Network.AddMachine().Transport);

    /// <summary>A client on a machine that has others already.</summary>
    public RawLite Connect(VirtualMachine machine) => new(this, machine.Transport);

    public override void Until(Func<bool> condition) => Ensemble.RunUntil(condition);

    public override void Wake()
    {
        // Virtual time looks after every event.
    }

    public override void Dispose() => Ensemble.Dispose();
}
