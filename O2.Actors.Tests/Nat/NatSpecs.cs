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
    public async Task The_clock_reference_may_be_behind_a_router()
    {
        var (hub, hubName) = await StartAsync(HomeNetworks.Server, "hub");
        await StartAsync(HomeNetworks.FirstHome, "one", "reference", $"hub={HomeNetworks.ServerAddress}:{Convert.ToInt32(hubName[^4..], 16)}");

        await hub.SeeAsync("synchronized");
    }

    private async Task<(ChildProcess Peer, string Name)> StartAsync(string computer, string service, params string[] arguments)
    {
        var peer = Run(_networks.StartTests(computer, ["wan-peer", $"service={service}", $"stun={HomeNetworks.ServerAddress}:3478", .. arguments]));
        return (peer, (await peer.SeeAsync("is @"))["is ".Length..]);
    }

    private static async Task TalkAsync(ChildProcess from, ChildProcess to, string service)
    {
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
