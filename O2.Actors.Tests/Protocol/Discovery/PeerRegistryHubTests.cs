using O2.Protocol;
using static O2.Actors.Tests.Protocol.Discovery.SessionFixture;

namespace O2.Actors.Tests.Protocol.Discovery;

/// <summary>What a hub does for those who use it, and what its clients make of that.</summary>
public class PeerRegistryHubTests
{
    private readonly PeerRegistry _registry = new(Identity(), new ReconnectOptions(), new Random(1));
    private readonly LocalTime _now = new(55.5);

    [Fact]
    public void R3_39_Hub_tells_the_lower_of_each_pair_about_the_higher()
    {
        ProcessInfo lowest = InfoOf("@00000000:0a4d0000:0001");
        _registry.HandleIntroduced(_now, "lowest", PeerRole.Accepted, lowest);
        _registry.HandleIntroduced(_now, "low", PeerRole.Accepted, Low);
        _registry.HandleIntroduced(_now, "high", PeerRole.Client, High);
        _registry.HandleDiscovered(_now, InfoOf("@00000000:0a4d0009:0001"));
        Outputs();

        _registry.HandleHubRequest(Low.Name);

        Assert.Equal([$"send Info of {Low.Name} on lowest", $"send Info of {High.Name} on low"], Outputs());
    }

    [Fact]
    public void A_hub_tells_the_higher_one_too_when_only_that_one_can_connect()
    {
        ProcessInfo open = InfoOf("@cb007101:cb007101:0001"), home = InfoOf("@cb007102:0a4d0001:0001");
        _registry.HandleIntroduced(_now, "open", PeerRole.Accepted, open);
        _registry.HandleIntroduced(_now, "home", PeerRole.Accepted, home);
        Outputs();

        _registry.HandleHubRequest(open.Name);

        Assert.Equal([$"send Info of {home.Name} on open", $"send Info of {open.Name} on home"], Outputs());
    }

    [Fact]
    public void A_hub_introduces_those_who_join_later_too_as_long_as_the_one_who_asked_is_connected()
    {
        _registry.HandleIntroduced(_now, "low", PeerRole.Accepted, Low);
        _registry.HandleHubRequest(Low.Name);
        Outputs();

        _registry.HandleIntroduced(_now, "high", PeerRole.Client, High);
        Assert.Equal([$"joined {High.Name} by high", $"send Info of {High.Name} on low"], Outputs());

        _registry.HandleEnded(_now, "low", PeerRole.Accepted, Low.Name, PeerEndReason.ConnectionLost);
        _registry.HandleIntroduced(_now, "low again", PeerRole.Accepted, Low);
        Assert.DoesNotContain(Outputs(), output => output.StartsWith("send", StringComparison.Ordinal));
    }

    [Fact]
    public void A_process_counts_as_found_by_a_hub_when_nobody_else_had_told_of_it()
    {
        _registry.HandleDiscovered(_now, High, byHub: true);
        _registry.HandleDiscovered(_now, High);
        _registry.HandleDiscovered(_now, Low);
        _registry.HandleDiscovered(_now, Low, byHub: true);
        _registry.HandleIntroduced(_now, "high", PeerRole.Client, High);
        _registry.HandleIntroduced(_now, "low", PeerRole.Accepted, Low);
        _registry.HandleHubAnswered();
        ProcessInfo unheard = InfoOf("@00000000:0a4d0000:0001");
        _registry.HandleIntroduced(_now, "unheard", PeerRole.Accepted, unheard);

        Dictionary<ProcessName, bool> byHub = [];
        while (_registry.TryDequeueOutput(out RegistryOutput? output))
        {
            if (output is RegistryOutput.Joined joined)
                byHub.Add(joined.Process.Name, joined.ByHub);
        }

        Assert.Equal(new() { [High.Name] = true, [Low.Name] = false, [unheard.Name] = true }, byHub);
    }

    [Fact]
    public void Hub_request_of_a_process_that_is_not_connected_is_ignored()
    {
        _registry.HandleIntroduced(_now, "high", PeerRole.Client, High);
        _registry.HandleDiscovered(_now, Low);
        Outputs();

        _registry.HandleHubRequest(Low.Name);
        _registry.HandleHubRequest(Self.Name);

        Assert.Empty(Outputs());
    }

    private string[] Outputs() => _registry.Drain();
}
