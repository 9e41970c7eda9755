using O2.Actors.Tests.Fuzzing;
using O2.Protocol;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

/// <summary>Several whole hosts on one simulated link.</summary>
public sealed class MdnsEnsembleTests
{
    [Fact]
    public void D3_5_Each_host_finds_each_service_once()
    {
        var link = new SimulatedLink(seed: 8);
        SimulatedHost[] hosts = [.. Enumerable.Range(0, 10).Select(_ => link.AddHost())];
        for (int i = 0; i < hosts.Length; i++)
        {
            hosts[i].Browse();
            hosts[i].Publish($"ens #{i}");
            link.Run(0.05);
        }
        link.Run(120);

        Assert.All(hosts, host => Assert.Equal(10, host.Events.Count(e => e.Event.Kind == ServiceEventKind.Found)));
        Assert.All(hosts, host => Assert.Equal(10, host.Events.Count));
    }

    [Fact]
    public void A_newcomer_is_found_by_all_within_two_milliseconds_and_finds_all_within_a_second()
    {
        var link = new SimulatedLink(seed: 9);
        SimulatedHost[] hosts = [.. Enumerable.Range(0, 30).Select(_ => link.AddHost())];
        for (int i = 0; i < hosts.Length; i++)
        {
            hosts[i].Browse();
            hosts[i].Publish($"ens #{i}");
        }
        link.Run(10);
        LocalTime start = link.Now;
        SimulatedHost newcomer = link.AddHost();
        newcomer.Browse();
        newcomer.Publish("ens #new");
        link.Run(0.002);
        Assert.All(hosts, host => Assert.Contains("ens #new", host.Found));

        link.Run(1);
        Assert.Equal(31, newcomer.Found.Count());
        Assert.All(newcomer.Events, e => Assert.InRange(e.Time - start, 0, 0.05));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void All_find_each_other_however_many_datagrams_are_lost(double loss)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var link = new SimulatedLink(seed, loss);
            SimulatedHost[] hosts = [.. Enumerable.Range(0, 5).Select(_ => link.AddHost())];
            for (int i = 0; i < hosts.Length; i++)
            {
                hosts[i].Browse();
                hosts[i].Publish($"ens #{i}", i % 2 == 0 ? NameClaim.Unique : NameClaim.Rename);
            }
            link.Run(1200);

            foreach (SimulatedHost host in hosts)
            {
                string[] found = [.. host.Events.Select(e => e.Event.Service.Name).Distinct().Order()];
                Assert.True(found.Length == 5, $"seed {seed}, loss {loss}: a host found only {string.Join(", ", found)}");
            }
        }
    }

    [Fact]
    public void A_host_that_dies_without_goodbye_is_forgotten_after_two_minutes_and_one_that_lives_is_not()
    {
        var link = new SimulatedLink(seed: 10, loss: 0.2);
        SimulatedHost observer = link.AddHost(), alive = link.AddHost(), dying = link.AddHost();
        observer.Browse();
        alive.Publish("alive");
        dying.Publish("dying");
        link.Run(100);
        Assert.Equal(["alive", "dying"], observer.Found);
        link.Hosts.Remove(dying);
        link.Run(121);
        Assert.Equal(["alive"], observer.Found);
    }

    [Fact]
    public void Thirty_hosts_at_rest_send_little()
    {
        var link = new SimulatedLink(seed: 11);
        SimulatedHost[] hosts = [.. Enumerable.Range(0, 30).Select(_ => link.AddHost())];
        for (int i = 0; i < hosts.Length; i++)
        {
            hosts[i].Browse();
            hosts[i].Publish($"orchestra #{140736414613967 + i}", txt: ["name=@00000000:7f000001:81ef:c7b3", "vers=2.0.1"]);
            link.Run(0.02);
        }
        link.Run(60);
        Assert.All(hosts, host => Assert.Equal(30, host.Found.Count()));
        int before = hosts.Sum(host => host.Sent.Count);
        link.Run(600);

        double perHostAndMinute = (hosts.Sum(host => host.Sent.Count) - before) / 30.0 / 10;
        Assert.InRange(perHostAndMinute, 1, 20);
    }

    [Fact]
    public void Hostile_datagrams_change_neither_peace_nor_size()
    {
        const int seed = 20260802;
        var random = new Random(seed);
        var link = new SimulatedLink(seed);
        SimulatedHost host = link.AddHost(), foe = link.AddHost();
        host.Browse();
        int id = host.Publish("gold #1", txt: "vers=2.0.1");
        byte[][] seeds = [.. DnsSdTranscript.Datagrams, Datagrams.Response(Service.All("gold #1")), Datagrams.Query([Service.Question], [], more: true)];
        for (int i = 0; i < 20_000; i++)
        {
            foe.Send(Mutation.Of(seeds, random));
            link.Run(0.01);
        }
        link.Run(30);

        Assert.NotNull(host.Responder.NameOf(id));
        Assert.InRange(host.Found.Count(), 1, MdnsLimits.MaxInstances);
        Assert.InRange(host.Sent.Count, 1, 20_000); // at most one datagram for each of theirs
    }
}
