namespace O2.Actors.Tests.Nat;

/// <summary>Real processes in homes behind real routers, with a STUN server, a hub and a broker on the Internet.</summary>
[Trait("Category", "Nat")]
public sealed class NatSpecs : IAsyncLifetime
{
    private readonly List<ChildProcess> _peers = [];
    private HomeNetworks _networks = null!;

    public async Task InitializeAsync()
    {
        _networks = await HomeNetworks.BuildAsync();
        await Run(_networks.StartTests(HomeNetworks.Server, "stun-server")).WaitForAsync("listens");
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_peers.AsEnumerable().Reverse().Select(peer => peer.DisposeAsync().AsTask()));
        await _networks.DisposeAsync();
    }

    [NatFact]
    public async Task Processes_in_two_homes_are_connected_with_a_hub_outside_and_share_its_clock()
    {
        var (hub, hubName) = await StartAsync(HomeNetworks.Server, "hub", "reference");
        string address = $"hub={HomeNetworks.ServerAddress}:{Convert.ToInt32(hubName[^4..], 16)}";
        var (one, oneName) = await StartAsync(HomeNetworks.FirstHome, "one", address);
        var (other, otherName) = await StartAsync(HomeNetworks.SecondHome, "other", address);

        Assert.StartsWith("@cb00710a:cb00710a:", hubName);
        Assert.StartsWith("@cb007165:c0a8010b:", oneName);
        Assert.StartsWith("@cb007166:c0a8010b:", otherName);
        foreach (var (peer, service) in new[] { (one, "one"), (other, "other") })
        {
            await peer.SeeAsync("synchronized");
            await hub.SeeAsync($"service {service} Remote");
            await TalkAsync(hub, peer, service);
            await TalkAsync(peer, hub, "hub");
        }
    }

    [NatFact]
    public async Task A_process_in_a_home_and_one_with_a_public_address_that_know_only_a_hub_talk_directly()
    {
        var (_, hubName) = await StartAsync(HomeNetworks.Studio, "hub", "reference");
        string address = $"hub={HomeNetworks.StudioAddress}:{Convert.ToInt32(hubName[^4..], 16)}";
        var (home, homeName) = await StartAsync(HomeNetworks.FirstHome, "home", address);
        var (server, serverName) = await StartAsync(HomeNetworks.Server, "server", address);   // the lower name, and cannot connect to the home

        await home.SeeAsync($"knows {serverName} via Hub");
        await server.SeeAsync($"knows {homeName} via Hub");
        await TalkAsync(home, server, "server");
        await TalkAsync(server, home, "home");
    }

    [NatFact]
    public async Task Computers_of_one_home_find_each_other_by_multicast_DNS_also_when_one_comes_back()
    {
        var (one, _) = await StartAsync(HomeNetworks.FirstHome, "one", "mdns", "reference");
        var (other, otherName) = await StartAsync(HomeNetworks.FirstHomeToo, "other", "mdns");
        await one.SeeAsync($"knows {otherName} via Direct");
        await other.SeeAsync("synchronized");
        await TalkAsync(one, other, "other");
        _peers.Remove(other);
        await other.DisposeAsync();

        var (again, _) = await StartAsync(HomeNetworks.FirstHomeToo, "again", "mdns");
        await again.SeeAsync("synchronized");
        await TalkAsync(again, one, "one");
    }

    [NatFact]
    public async Task The_clock_reference_may_be_behind_a_router()
    {
        var (hub, hubName) = await StartAsync(HomeNetworks.Server, "hub");
        await StartAsync(HomeNetworks.FirstHome, "one", "reference", $"hub={HomeNetworks.ServerAddress}:{Convert.ToInt32(hubName[^4..], 16)}");

        await hub.SeeAsync("synchronized");
    }

    [NatFact]
    public async Task Processes_in_two_homes_meet_at_a_broker_and_are_relayed()
    {
        await StartBrokerAsync();
        var (one, oneName) = await StartAsync(HomeNetworks.FirstHome, "one", Broker, "reference");
        var (other, otherName) = await StartAsync(HomeNetworks.SecondHome, "other", Broker);

        await one.SeeAsync($"knows {otherName} via Relay");
        await other.SeeAsync($"knows {oneName} via Relay");
        await other.SeeAsync("synchronized");
        await one.SeeAsync("service other Remote");
        await other.SeeAsync("service one Remote");
        await TalkAsync(one, other, "other");
        await TalkAsync(other, one, "one");
    }

    [NatFact]
    public async Task Processes_in_one_home_that_meet_at_a_broker_outside_talk_directly()
    {
        await StartBrokerAsync();
        var (one, oneName) = await StartAsync(HomeNetworks.FirstHome, "one", Broker);
        var (other, otherName) = await StartAsync(HomeNetworks.FirstHomeToo, "other", Broker);

        await one.SeeAsync($"knows {otherName} via Direct");
        await other.SeeAsync($"knows {oneName} via Direct");
        await TalkAsync(one, other, "other");
        await TalkAsync(other, one, "one");
    }

    [NatFact]
    public Task A_process_in_a_home_and_one_with_a_public_address_and_a_higher_name_that_meet_at_a_broker_talk_directly() => TalkDirectlyAsync(HomeNetworks.Studio);

    [NatFact]
    public Task A_process_in_a_home_and_one_with_a_public_address_and_a_lower_name_that_meet_at_a_broker_talk_directly() => TalkDirectlyAsync(HomeNetworks.Server);

    private async Task TalkDirectlyAsync(string place)
    {
        await StartBrokerAsync();
        var (home, homeName) = await StartAsync(HomeNetworks.FirstHome, "home", Broker);
        var (studio, studioName) = await StartAsync(place, "studio", Broker, "reference");

        await home.SeeAsync($"knows {studioName} via Direct");
        await studio.SeeAsync($"knows {homeName} via Direct");
        await home.SeeAsync("synchronized");
        await TalkAsync(home, studio, "studio");
        await TalkAsync(studio, home, "home");
    }

    private static string Broker => $"broker={HomeNetworks.ServerAddress}:1883";

    /// <summary>Starts mosquitto at the server. It knows nothing of its standard input, with which a child of ours has to end.</summary>
    private async Task StartBrokerAsync()
    {
        const string script = "mosquitto -v -c <(printf 'listener 1883\nallow_anonymous true\nuser root\n') 2>&1 & cat > /dev/null; kill $!";
        await Run(_networks.Start(HomeNetworks.Server, "bash", "-c", $"PATH=$PATH:/usr/sbin; {script}")).WaitForAsync("running");
    }

    private async Task<(ChildProcess Peer, string Name)> StartAsync(string computer, string service, params string[] arguments)
    {
        var peer = Run(_networks.StartTests(computer, ["wan-peer", $"service={service}", $"stun={HomeNetworks.ServerAddress}:3478", .. arguments]));
        return (peer, (await peer.SeeAsync("is @"))["is ".Length..]);
    }

    private static async Task TalkAsync(ChildProcess from, ChildProcess to, string service)
    {
        await from.SeeAsync($"service {service} ");
        string text = Guid.NewGuid().ToString("N");
        await from.TypeAsync($"reliable /{service}/say {text}");
        await to.SeeAsync($"heard {text} reliably");
        await from.TypeAsync($"send /{service}/say {text}");
        await to.SeeAsync($"heard {text} best effort");
    }

    private ChildProcess Run(ChildProcess peer)
    {
        _peers.Add(peer);
        return peer;
    }
}
