using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using O2.Actors.TestKit;
using O2.Actors.Tests.Hostile;
using O2.Actors.Tests.Protocol.Stun;
using O2.Protocol;

namespace O2.Actors.Tests.Discovery;

/// <summary>What a process does to learn its public address, on a virtual network and over real loopback sockets.</summary>
public sealed class PublicAddressSpecs : IDisposable
{
    private const uint Home = 0xCB007107, Other = 0xCB007108;
    private const string Host = "stun.example";
    private readonly EnsembleFixture _ensemble = new();
    private readonly VirtualMachine _provider;

    public PublicAddressSpecs()
    {
        _provider = _ensemble.Network.AddMachine();
        _ensemble.Network.SetHostName(Host, _provider);
        _ensemble.Network.Conditions = new LinkConditions { Latency = 0.025 };
    }

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void A_process_of_the_local_network_starts_at_once_and_asks_nobody()
    {
        using var server = StunServer.Telling(_provider.Transport, IPAddress.Any, Home);
        LocalTime before = _ensemble.Clock.Now;

        var o2 = _ensemble.Start(With(NetworkScope.LocalNetwork, server));

        Assert.Equal(before, _ensemble.Clock.Now);
        Assert.Equal(0u, o2.Name.PublicIp);
        _ensemble.Advance(10);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(NetworkScope.Internet)]
    [InlineData(NetworkScope.WideArea)]
    public void The_name_carries_the_public_address(NetworkScope network)
    {
        using var server = StunServer.Telling(_provider.Transport, IPAddress.Any, Home);

        var (one, other) = (_ensemble.Start(With(network, server)), _ensemble.Start());

        Assert.Equal(Home, one.Name.PublicIp);
        Assert.Single(server.Requests);
        _ensemble.RunUntil(() => other.Processes().Any(p => p.Name == one.Name));   // the local network is part of every wider one
    }

    [Fact]
    public void R6_2_Every_server_is_asked_with_a_random_transaction_id()
    {
        using StunServer first = StunServer.Silent(_provider.Transport, IPAddress.Any), second = StunServer.Silent(_provider.Transport, IPAddress.Any);

        _ensemble.Start(With(NetworkScope.Internet, first, second));
        _ensemble.Start(With(NetworkScope.Internet, first, second));

        var ids = first.Requests.Concat(second.Requests).Distinct().ToList();
        Assert.Equal(4, ids.Count);
        Assert.Equal(4, ids.Select(id => id.High).Distinct().Count());
        Assert.Equal(12, first.Requests.Count + second.Requests.Count);   // each at 0, 0.25 and 0.75 s
    }

    [Fact]
    public void R6_3_An_answer_to_another_question_is_ignored()
    {
        using var server = StunServer.Start(_provider.Transport, IPAddress.Any, (id, _) =>
        [
            StunDatagrams.Answer(id with { High = id.High + 1 }, StunDatagrams.Address(StunDatagrams.XorMapped, Other)),
            [],
            StunDatagrams.Sample,
            StunDatagrams.Answer(id, StunDatagrams.Address(StunDatagrams.XorMapped, Home)),
        ]);

        Assert.Equal(Home, _ensemble.Start(With(NetworkScope.Internet, server)).Name.PublicIp);
    }

    [Fact]
    public void D6_4_D6_5_An_address_behind_other_attributes_and_one_that_is_not_masked_become_part_of_the_name()
    {
        byte[] software = StunDatagrams.Attribute(StunDatagrams.Software, 1, 2, 3, 4, 5);
        using var behind = StunServer.Start(_provider.Transport, IPAddress.Any, (id, _) => [StunDatagrams.Answer(id, software, StunDatagrams.Address(StunDatagrams.XorMapped, Home))]);
        using var plain = StunServer.Start(_provider.Transport, IPAddress.Any, (id, _) => [StunDatagrams.Answer(id, StunDatagrams.Address(StunDatagrams.Mapped, Other))]);

        Assert.Equal(Home, _ensemble.Start(With(NetworkScope.Internet, behind)).Name.PublicIp);
        Assert.Equal(Other, _ensemble.Start(With(NetworkScope.Internet, plain)).Name.PublicIp);
    }

    [Fact]
    public void The_first_answer_counts()
    {
        using var silent = StunServer.Silent(_provider.Transport, IPAddress.Any);
        using var server = StunServer.Telling(_provider.Transport, IPAddress.Any, Home);
        LocalTime before = _ensemble.Clock.Now;

        Assert.Equal(Home, _ensemble.Start(With(NetworkScope.Internet, silent, server)).Name.PublicIp);
        Assert.InRange(_ensemble.Clock.Now - before, 0.0499, 0.0501);   // a round trip
    }

    [Fact]
    public void Without_an_answer_the_process_goes_on_without_a_public_address_when_the_limit_is_reached()
    {
        using var silent = StunServer.Silent(_provider.Transport, IPAddress.Any);
        LocalTime before = _ensemble.Clock.Now;

        var o2 = _ensemble.Start(With(NetworkScope.Internet, silent));

        Assert.Equal(0u, o2.Name.PublicIp);
        Assert.InRange(_ensemble.Clock.Now - before, 1, 1.01);
    }

    [Fact]
    public void A_process_that_moves_asks_again()
    {
        uint address = Home;
        using var server = StunServer.Start(_provider.Transport, IPAddress.Any, (id, _) => [StunDatagrams.Answer(id, StunDatagrams.Address(StunDatagrams.XorMapped, address))]);
        var o2 = _ensemble.Start(With(NetworkScope.Internet, server));
        using EventList events = new(o2);
        var old = o2.Name;

        address = Other;
        _ensemble.MachineOf(o2).ChangeAddress(IPAddress.Parse("10.0.9.9"));
        _ensemble.RunUntil(() => o2.Name != old);
        _ensemble.Advance(0);

        Assert.Equal((Other, 0x0A000909u), (o2.Name.PublicIp, o2.Name.InternalIp));
        Assert.Equal([(old, o2.Name)], events.Of<ProcessRenamed>().Select(e => (e.OldName, e.NewName)));
    }

    [Fact]
    public async Task D6_1_A_server_whose_name_is_unknown_is_reported_and_one_whose_name_server_is_silent_delays_nothing()
    {
        using var server = StunServer.Start(SocketTransport.Instance, IPAddress.Loopback, (id, _) => [StunDatagrams.Answer(id, StunDatagrams.Address(StunDatagrams.XorMapped, Home))]);
        using var system = ActorSystem.Create("stun");
        var log = new LogProbe(system);

        await using var o2 = await O2Process.StartAsync(Real(system, new DnsEndPoint("unknown", 3478), new DnsEndPoint("slow", 3478), new DnsEndPoint("127.0.0.1", server.Port)));

        Assert.Equal(Home, o2.Name.PublicIp);
        Assert.Contains("unknown", await log.WarningAsync("is not found"));
    }

    [Fact]
    public async Task D6_1_When_no_server_is_found_the_log_says_so_and_the_start_goes_on_at_once()
    {
        using var system = ActorSystem.Create("stun");
        var log = new LogProbe(system);

        await using var o2 = await O2Process.StartAsync(Real(system, new DnsEndPoint("unknown", 3478)));   // long before the limit, or this test takes 10 s

        Assert.Equal(0u, o2.Name.PublicIp);
        await log.WarningAsync("The public address is not known");
    }

    [Fact]
    public async Task A_start_that_is_given_up_while_it_waits_leaves_nothing_behind()
    {
        using var server = StunServer.Silent(SocketTransport.Instance, IPAddress.Loopback);
        using var system = ActorSystem.Create("stun");
        using var cancellation = new CancellationTokenSource();
        var start = O2Process.StartAsync(Real(system, new DnsEndPoint("127.0.0.1", server.Port)), cancellation.Token);
        await server.Asked;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        await using var next = await O2Process.StartAsync(Ensembles.Options("stun") with { ActorSystem = system });
    }

    private O2ProcessOptions With(NetworkScope network, params StunServer[] servers) => new()
    {
        Ensemble = _ensemble.Name,
        Network = network,
        Stun = new StunOptions { Servers = [.. servers.Select(server => new DnsEndPoint(Host, server.Port))] },
    };

    private static O2ProcessOptions Real(ActorSystem system, params DnsEndPoint[] servers) => Ensembles.Options("stun") with
    {
        Network = NetworkScope.Internet,
        Interface = IPAddress.Loopback,
        Stun = new StunOptions { Servers = servers, Timeout = TimeSpan.FromSeconds(10) },
        ActorSystem = system,
        Environment = NameServer.Environment(Resolve),
    };

    /// <summary>One host is unknown, and nobody answers a question for another.</summary>
    private static Task<IPAddress> Resolve(string host, CancellationToken cancellation) => host switch
    {
        "unknown" => Task.FromException<IPAddress>(new SocketException((int)SocketError.HostNotFound)),
        "slow" => new TaskCompletionSource<IPAddress>().Task.WaitAsync(cancellation),
        _ => SocketTransport.Instance.ResolveAsync(host, cancellation),
    };
}
