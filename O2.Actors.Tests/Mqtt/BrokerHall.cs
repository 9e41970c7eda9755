using System.Net;
using O2.Actors.TestKit;
using O2.Actors.Tests.Discovery;
using O2.Protocol;

namespace O2.Actors.Tests.Mqtt;

/// <summary>An ensemble in virtual time whose processes have no multicast and meet at a broker.</summary>
internal sealed class BrokerHall : IDisposable
{
    private readonly List<StunServer> _servers = [];

    public BrokerHall(int seed = 1)
    {
        Ensemble = new EnsembleFixture(seed);
        BrokerMachine = Ensemble.Network.AddMachine();
        Broker = new TestBroker(BrokerMachine.Transport, 1883);
        Ensemble.Network.SetHostName("broker", BrokerMachine);
    }

    public EnsembleFixture Ensemble { get; }

    public VirtualMachine BrokerMachine { get; }

    public TestBroker Broker { get; }

    public static MqttOptions Mqtt => new() { Broker = "broker" };

    /// <summary>A process that may use the broker.</summary>
    public O2Process Start(MqttOptions? mqtt = null) => Ensemble.Start(Options(mqtt));

    public O2ProcessOptions Options(MqttOptions? mqtt = null) => new() { Ensemble = Ensemble.Name, UseMdns = false, Mqtt = mqtt ?? Mqtt };

    /// <summary>A process behind a router: two with different public addresses are relayed.</summary>
    /// <param name="publicIp">The public address.</param>
    /// <param name="mqtt">Its options.</param>
    /// <param name="queueBytes">How much may wait for the broker.</param>
    public O2Process StartAt(uint publicIp, MqttOptions? mqtt = null, int queueBytes = 1 << 20)
    {
        var server = StunServer.Telling(BrokerMachine.Transport, IPAddress.Any, publicIp);
        _servers.Add(server);
        return Ensemble.Start(Options(mqtt) with
        {
            Network = NetworkScope.WideArea,
            Stun = new StunOptions { Servers = [new("broker", server.Port)] },
            MaxQueuedBytesPerProcess = queueBytes,
        });
    }

    /// <summary>Two processes that cannot connect with each other, but with the broker.</summary>
    public (O2Process A, O2Process B) StartApart()
    {
        VirtualMachine one = Ensemble.Network.AddMachine(), other = Ensemble.Network.AddMachine();
        Ensemble.Network.Cut(one, other);
        return (Ensemble.Start(one, Options()), Ensemble.Start(other, Options()));
    }

    public static ProcessLink? ViaOf(O2Process process, O2Process other) => process.Processes().SingleOrDefault(entry => entry.Name == other.Name)?.Via;

    public void Dispose()
    {
        Ensemble.Dispose();
        Broker.Dispose();
        _servers.ForEach(server => server.Dispose());
    }
}
