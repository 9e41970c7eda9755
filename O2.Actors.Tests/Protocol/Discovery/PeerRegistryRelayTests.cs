using O2.Protocol;
using static O2.Actors.Tests.Protocol.Discovery.SessionFixture;

namespace O2.Actors.Tests.Protocol.Discovery;

/// <summary>Processes that are reached through a broker, and their place beside those that are connected.</summary>
public sealed class PeerRegistryRelayTests
{
    private static readonly ReconnectOptions Options = new() { Jitter = 0 };
    private readonly PeerRegistry _registry = new(Identity(), Options, new Random(1));
    private LocalTime _now = new(55.5);

    [Fact]
    public void A_process_that_cannot_be_connected_with_is_unreachable_until_it_is_relayed()
    {
        _registry.HandleDiscovered(_now, High);
        _registry.HandleEnded(_now, "c", PeerRole.Client, High.Name, PeerEndReason.ConnectFailed);
        Assert.Equal([$"open {High.Name}", $"unreachable {High.Name}"], Outputs());

        _registry.HandleRelayed(_now, "relay", High);
        Assert.Equal([$"joined {High.Name} by relay"], Outputs());
        Pass(Options.FirstPause);
        _registry.HandleEnded(_now, "c", PeerRole.Client, High.Name, PeerEndReason.ConnectFailed);
        Assert.Equal([$"open {High.Name}"], Outputs());
    }

    [Fact]
    public void A_process_that_was_asked_and_does_not_come_is_unreachable()
    {
        _registry.HandleDiscovered(_now, Low);
        _registry.HandleEnded(_now, "c", PeerRole.Callback, Low.Name, PeerEndReason.CallbackDelivered);
        Outputs();
        Pass(Options.CallbackAnswer);
        Assert.Equal([$"unreachable {Low.Name}"], Outputs());
    }

    [Fact]
    public void A_connection_takes_the_place_of_a_relay_and_no_relay_that_of_a_connection()
    {
        _registry.HandleRelayed(_now, "relay", High);
        _registry.HandleIntroduced(_now, "c", PeerRole.Client, High);
        Assert.Equal([$"joined {High.Name} by relay", $"left {High.Name}", "close relay", $"joined {High.Name} by c"], Outputs());

        _registry.HandleRelayEnded("relay", High.Name);
        _registry.HandleRelayed(_now, "another", High);
        Assert.Equal(["close another"], Outputs());
    }

    [Fact]
    public void A_relay_that_ends_leaves_nothing_behind_but_attempts_that_were_under_way()
    {
        _registry.HandleRelayed(_now, "relay", High);
        _registry.HandleRelayed(_now, "second", High);
        _registry.HandleRelayEnded("second", High.Name);
        _registry.HandleRelayEnded("relay", High.Name);
        Assert.Equal([$"joined {High.Name} by relay", "close second", $"left {High.Name}"], Outputs());
        Assert.Equal(0, _registry.Count);

        _registry.HandleDiscovered(_now, High);
        _registry.HandleEnded(_now, "c", PeerRole.Client, High.Name, PeerEndReason.ConnectFailed);
        _registry.HandleRelayed(_now, "relay", High);
        _registry.HandleRelayEnded("relay", High.Name);
        Assert.Equal(1, _registry.Count);
    }

    [Fact]
    public void A_relayed_process_is_connected_to_when_it_is_discovered_and_stays_relayed_when_it_is_no_longer_looked_for()
    {
        _registry.HandleRelayed(_now, "relay", High);
        Outputs();
        _registry.HandleDiscovered(_now, High);
        Assert.Equal([$"open {High.Name}"], Outputs());
        _registry.HandleEnded(_now, "c", PeerRole.Client, High.Name, PeerEndReason.ConnectFailed);
        _registry.HandleWithdrawn(High.Name);
        Assert.Equal(LocalTime.Never, _registry.NextDeadline);
        Assert.Equal(1, _registry.Count);
        Assert.Empty(Outputs());
    }

    private void Pass(double seconds)
    {
        _now += seconds;
        _registry.HandleDeadline(_now);
    }

    private string[] Outputs() => _registry.Drain();
}
