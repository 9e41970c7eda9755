using System.Net;
using O2.Actors.TestKit;
using O2.Actors.Tests.Hostile;
using O2.Protocol;

namespace O2.Actors.Tests.Discovery;

/// <summary>Processes that know nothing but the address of a hub.</summary>
public sealed class HubSpecs
{
    private const string Host = "hub.example";

    [Fact]
    public void R3_38_R3_39_R3_40_Processes_that_know_only_the_hub_are_connected_with_each_other() =>
        EnsembleFixture.ForSeeds(Enumerable.Range(1, 20), ensemble =>
        {
            ensemble.Network.Conditions = new LinkConditions { Latency = 0.02, Jitter = 0.01 };
            // the order of the names differs: the hub is the lowest, the middle, the highest of the three
            var machines = Enumerable.Range(0, 3).Select(_ => ensemble.Network.AddMachine()).ToList();
            var place = machines[ensemble.Seed % 3];
            var hub = StartHub(ensemble, place);
            var clients = machines.Where(m => m != place).Select(m => ensemble.Start(m, Client(ensemble, hub.Name.TcpPort))).ToList();
            hub.BecomeClockReference();
            clients[0].AddMethod("/drum/hit", null, _ => { });

            ensemble.RunUntil(() => clients[1].Status("drum") == ServiceStatus.Remote);

            Assert.All(clients.Prepend(hub), process => Assert.Equal(2, process.Processes().Count));
            Assert.All(clients, client => Assert.Equal(ProcessLink.Hub, client.Processes().Single(p => p.Name != hub.Name).Via));
            Assert.All(clients, client => Assert.Equal(ProcessLink.Direct, client.Processes().Single(p => p.Name == hub.Name).Via));
            Assert.Equal([ProcessLink.Direct, ProcessLink.Direct], hub.Processes().Select(p => p.Via));
        });

    [Fact]
    public void A_hub_introduces_those_who_join_it_later_in_another_way()
    {
        using var ensemble = new EnsembleFixture();
        var hub = StartHub(ensemble, ensemble.Network.AddMachine());
        var client = ensemble.Start(Client(ensemble, hub.Name.TcpPort));
        ensemble.RunUntil(() => client.Processes().Count == 1);

        var other = ensemble.Start(Options(ensemble) with { Peers = [new IPEndPoint(ensemble.MachineOf(hub).Address, hub.Name.TcpPort)] });

        ensemble.RunUntil(() => client.Processes().Any(p => p.Name == other.Name));
    }

    [Fact]
    public void A_hub_that_comes_later_or_comes_back_is_called_until_it_answers()
    {
        using var ensemble = new EnsembleFixture();
        VirtualMachine place = ensemble.Network.AddMachine(), elsewhere = ensemble.Network.AddMachine();
        var one = ensemble.Start(Client(ensemble, port: 4000));
        ensemble.Advance(20);   // nobody has the host name
        var hub = ensemble.Start(place, Options(ensemble) with { Port = 4000 });
        ensemble.Network.SetHostName(Host, place);
        ensemble.RunUntil(() => one.Processes().Count == 1, limit: 60);

        ensemble.Stop(hub);
        ensemble.Advance(20);
        var next = ensemble.Start(elsewhere, Options(ensemble) with { Port = 4000 });
        ensemble.Network.SetHostName(Host, elsewhere);
        var other = ensemble.Start(Client(ensemble, port: 4000));

        ensemble.RunUntil(() => one.Processes().Count == 2 && other.Processes().Count == 2, limit: 60);
        Assert.Contains(next.Name, one.Processes().Select(p => p.Name));
    }

    [Fact]
    public void A_hub_that_is_found_by_multicast_too_is_asked_for_introductions_over_the_connection_that_stays() =>
        EnsembleFixture.ForSeeds(Enumerable.Range(1, 60), ensemble =>
        {
            ensemble.Network.Conditions = new LinkConditions { Latency = 0.2, Jitter = 0.2 };   // the call takes longer than multicast waits
            VirtualMachine low = ensemble.Network.AddMachine(), place = ensemble.Network.AddMachine(), high = ensemble.Network.AddMachine();
            var hub = StartHub(ensemble, place, useMdns: true);
            var hidden = ensemble.Start(low, Options(ensemble) with { Peers = [new IPEndPoint(place.Address, hub.Name.TcpPort)] });
            ensemble.RunUntil(() => hub.Processes().Count == 1);

            var client = ensemble.Start(high, Client(ensemble, hub.Name.TcpPort) with { UseMdns = true });

            ensemble.RunUntil(() => client.Processes().Count == 2);
            ensemble.Advance(100);
            Assert.Equal([hidden.Name, hub.Name], client.Processes().Select(p => p.Name));
            Assert.Equal(2, hub.Processes().Count);
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_hub_that_is_found_by_multicast_too_joins_once_and_introduces(bool comesLater) =>
        EnsembleFixture.ForSeeds(Enumerable.Range(1, 40), ensemble =>
        {
            ensemble.Network.Conditions = new LinkConditions { Latency = 0.003, Jitter = 0.003 };
            VirtualMachine low = ensemble.Network.AddMachine(), middle = ensemble.Network.AddMachine(), high = ensemble.Network.AddMachine();
            bool isLower = ensemble.Seed % 2 == 0;
            var (place, other) = isLower ? (low, high) : (high, low);
            ensemble.Network.SetHostName(Host, place);
            O2Process StartIt() => ensemble.Start(place, Options(ensemble) with { UseMdns = true, Port = 4000 });
            O2Process StartClient() => ensemble.Start(other, Client(ensemble, 4000) with { UseMdns = true });
            var first = comesLater ? StartClient() : StartIt();
            using EventList firstEvents = new(first);
            ensemble.Advance(0.1 + (ensemble.Seed * 0.3));   // between the calls of a hub that is not there
            var second = comesLater ? StartIt() : StartClient();
            using EventList secondEvents = new(second);
            var (hub, client) = comesLater ? (second, first) : (first, second);
            var log = new LogProbe(client.ActorSystem);

            ensemble.Advance(100);
            var hidden = ensemble.Start(middle, Options(ensemble) with { Peers = [new IPEndPoint(place.Address, 4000)] });
            ensemble.RunUntil(() => client.Processes().Count == 2);
            ensemble.Advance(100);

            Assert.Equal(Names(hub, hidden), client.Processes().Select(p => p.Name));
            foreach (var events in (EventList[])[firstEvents, secondEvents])
            {
                Assert.Equal(2, events.Of<ProcessJoined>().Count);
                Assert.Empty(events.Of<ProcessLeft>());
            }

            Assert.DoesNotContain(log.Warnings, line => line.Contains("has another one", StringComparison.Ordinal));
        });

    [Fact]
    public void A_process_may_be_given_itself_as_hub()
    {
        using var ensemble = new EnsembleFixture();
        var place = ensemble.Network.AddMachine();
        ensemble.Network.SetHostName(Host, place);
        var hub = ensemble.Start(place, Client(ensemble, port: 4000) with { Port = 4000 });
        var client = ensemble.Start(Client(ensemble, port: 4000));

        ensemble.RunUntil(() => client.Processes().Count == 1);
        ensemble.Advance(100);

        Assert.Equal([client.Name], hub.Processes().Select(p => p.Name));
    }

    [Fact]
    public async Task R3_40_Real_processes_that_know_only_the_hub_are_connected_with_each_other()
    {
        await using var hub = await Ensembles.StartAsync("hub");
        var options = Ensembles.Options("hub") with { Hub = new DnsEndPoint("localhost", hub.Name.TcpPort) };
        await using var one = await O2Process.StartAsync(options);
        await using var other = await O2Process.StartAsync(options);
        one.AddMethod("/drum/hit", null, _ => { });

        await other.UntilService("drum", ServiceStatus.RemoteNoTime);
        await one.Until(() => one.Processes().Count == 2);
    }

    private static IEnumerable<ProcessName> Names(params O2Process[] processes) => processes.Select(process => process.Name).Order();

    private static O2Process StartHub(EnsembleFixture ensemble, VirtualMachine place, bool useMdns = false)
    {
        ensemble.Network.SetHostName(Host, place);
        return ensemble.Start(place, Options(ensemble) with { UseMdns = useMdns });
    }

    private static O2ProcessOptions Client(EnsembleFixture ensemble, int port) => Options(ensemble) with { Hub = new DnsEndPoint(Host, port) };

    private static O2ProcessOptions Options(EnsembleFixture ensemble) => new() { Ensemble = ensemble.Name, UseMdns = false };
}
