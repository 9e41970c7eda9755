using O2.Protocol;
using static O2.Actors.Tests.Protocol.Discovery.SessionFixture;

namespace O2.Actors.Tests.Protocol.Discovery;

public class PeerRegistryTests
{
    private static readonly ReconnectOptions Options = new() { Jitter = 0 };
    private readonly PeerRegistry _registry = new(Identity(), Options, new Random(1));
    private LocalTime _now = new(55.5);

    [Fact]
    public void Discovered_process_is_connected_to_whatever_the_order_of_names()
    {
        _registry.HandleDiscovered(_now, High);
        _registry.HandleDiscovered(_now, Low);

        Assert.Equal([$"open {High.Name}", $"open {Low.Name}"], Outputs());
        Assert.Equal(LocalTime.Never, _registry.NextDeadline);
    }

    [Fact]
    public void D3_5_Process_that_is_discovered_several_times_is_connected_to_once()
    {
        _registry.HandleDiscovered(_now, High);
        _registry.HandleDiscovered(_now, High);
        Assert.Equal([$"open {High.Name}"], Outputs());

        _registry.HandleIntroduced(_now, "c1", PeerRole.Client, High);
        _registry.HandleDiscovered(_now, High);
        Assert.Equal([$"joined {High.Name} by c1"], Outputs());
    }

    [Fact]
    public void Own_process_and_other_major_versions_are_not_taken_up()
    {
        _registry.HandleDiscovered(_now, Self);
        _registry.HandleDiscovered(_now, High with { Version = 0x030000 });

        Assert.Empty(Outputs());
        Assert.Equal(0, _registry.Count);
    }

    [Fact]
    public void R3_35_Failed_connect_is_retried_with_growing_pauses()
    {
        _registry.HandleDiscovered(_now, High);
        foreach (double pause in new[] { 0.5, 1, 2, 4, 8, 16, 30, 30 })
        {
            Assert.Equal([$"open {High.Name}"], Outputs());
            _registry.HandleEnded(_now, "c", PeerRole.Client, High.Name, PeerEndReason.ConnectFailed);
            Assert.Equal(pause, _registry.NextDeadline - _now, 9);

            _registry.HandleDeadline(_now + (pause / 2));
            Assert.Empty(Outputs());
            Pass(pause);
        }
    }

    [Fact]
    public void Pauses_are_lengthened_at_random_so_that_processes_do_not_try_in_step()
    {
        HashSet<double> pauses = [];
        for (int seed = 0; seed < 20; seed++)
        {
            PeerRegistry registry = new(Identity(), new ReconnectOptions { Jitter = 0.25 }, new Random(seed));
            registry.HandleDiscovered(_now, High);
            registry.HandleEnded(_now, "c", PeerRole.Client, High.Name, PeerEndReason.ConnectFailed);
            double pause = registry.NextDeadline - _now;
            Assert.InRange(pause, 0.5, 0.625);
            pauses.Add(pause);
        }

        Assert.InRange(pauses.Count, 15, 20);
    }

    [Fact]
    public void R3_34_Failed_connect_enters_nothing_in_the_directory()
    {
        _registry.HandleDiscovered(_now, High);
        _registry.HandleEnded(_now, "c", PeerRole.Client, High.Name, PeerEndReason.ConnectFailed);

        Assert.Equal([$"open {High.Name}"], Outputs());
    }

    [Fact]
    public void Discovery_during_a_pause_shortens_it()
    {
        FailTimes(5);
        Pass(0.25);
        _registry.HandleDiscovered(_now, High);
        Assert.Empty(Outputs());
        Assert.Equal(0.25, _registry.NextDeadline - _now, 9);

        Pass(5);
        Assert.Equal([$"open {High.Name}"], Outputs());
        _registry.HandleEnded(_now, "c", PeerRole.Client, High.Name, PeerEndReason.ConnectFailed);
        Pass(5);
        _registry.HandleDiscovered(_now, High with { UdpPort = 6000 });
        Assert.Equal([$"open {High.Name}"], Outputs());
    }

    [Fact]
    public void Unreachable_process_is_forgotten_half_an_hour_after_it_was_last_seen()
    {
        _registry.HandleDiscovered(_now, High);
        LocalTime end = _now + Options.ForgetAfter;
        while (_registry.Count > 0)
        {
            _registry.HandleEnded(_now, "c", PeerRole.Client, High.Name, PeerEndReason.ConnectFailed);
            Assert.InRange(_now.Seconds, 0, end.Seconds + Options.LongestPause);
            Pass(Options.LongestPause);
        }

        Assert.InRange(_now.Seconds, end.Seconds, double.MaxValue);
        Assert.Equal(LocalTime.Never, _registry.NextDeadline);
    }

    [Fact]
    public void Silent_server_is_forgotten_after_some_attempts()
    {
        _registry.HandleDiscovered(_now, High);
        for (int i = 0; i < Options.MaxSilences; i++)
        {
            Assert.Equal(1, _registry.Count);
            _registry.HandleEnded(_now, "c", PeerRole.Client, High.Name, PeerEndReason.NoAcceptance);
            Pass(Options.LongestPause);
        }

        Assert.Equal(0, _registry.Count);
    }

    [Fact]
    public void Process_that_was_asked_to_connect_may_take_its_time_and_is_asked_again()
    {
        _registry.HandleDiscovered(_now, Low);
        Outputs();
        _registry.HandleEnded(_now, "temporary", PeerRole.Callback, Low.Name, PeerEndReason.CallbackDelivered);
        Pass(9.9);
        Assert.Empty(Outputs());

        Pass(0.2);
        Pass(0.5);
        Assert.Equal([$"open {Low.Name}"], Outputs());
    }

    [Fact]
    public void Process_that_connects_before_its_callback_is_closed_has_joined()
    {
        _registry.HandleDiscovered(_now, Low);
        _registry.HandleIntroduced(_now, "c", PeerRole.Accepted, Low);
        _registry.HandleEnded(_now, "temporary", PeerRole.Callback, Low.Name, PeerEndReason.CallbackDelivered);

        Assert.Equal([$"open {Low.Name}", $"joined {Low.Name} by c"], Outputs());
        Assert.Equal(LocalTime.Never, _registry.NextDeadline);
    }

    [Fact]
    public void D3_11_Lost_process_is_connected_to_again()
    {
        _registry.HandleIntroduced(_now, "c1", PeerRole.Accepted, High);
        _registry.HandleEnded(_now, "c1", PeerRole.Accepted, High.Name, PeerEndReason.ConnectionLost);
        Assert.Equal([$"joined {High.Name} by c1", $"left {High.Name}"], Outputs());

        Pass(0.5);
        Assert.Equal([$"open {High.Name}"], Outputs());
    }

    [Fact]
    public void Process_that_withdrew_its_record_is_not_retried()
    {
        _registry.HandleIntroduced(_now, "c1", PeerRole.Client, High);
        _registry.HandleWithdrawn(High.Name);
        Outputs();

        _registry.HandleEnded(_now, "c1", PeerRole.Client, High.Name, PeerEndReason.ConnectionLost);
        Assert.Equal([$"left {High.Name}"], Outputs());
        Assert.Equal(0, _registry.Count);
    }

    [Fact]
    public void Record_that_comes_back_is_one_of_a_living_process()
    {
        _registry.HandleIntroduced(_now, "c1", PeerRole.Client, High);
        _registry.HandleWithdrawn(High.Name);
        _registry.HandleDiscovered(_now, High);
        _registry.HandleEnded(_now, "c1", PeerRole.Client, High.Name, PeerEndReason.ConnectionLost);

        Assert.Equal(1, _registry.Count);
    }

    [Fact]
    public void Process_that_connects_after_its_record_was_withdrawn_is_living()
    {
        _registry.HandleDiscovered(_now, High);
        _registry.HandleWithdrawn(High.Name);
        _registry.HandleIntroduced(_now, "c1", PeerRole.Client, High);
        _registry.HandleEnded(_now, "c1", PeerRole.Client, High.Name, PeerEndReason.ConnectionLost);

        Assert.Equal(1, _registry.Count);
    }

    [Fact]
    public void Pause_ends_with_the_record()
    {
        FailTimes(1);
        _registry.HandleWithdrawn(High.Name);
        _registry.HandleWithdrawn(Low.Name);

        Assert.Equal(0, _registry.Count);
    }

    [Fact]
    public void D3_18_Second_connection_takes_the_place_of_the_first_and_its_end_changes_nothing()
    {
        _registry.HandleIntroduced(_now, "c1", PeerRole.Accepted, Low);
        _registry.HandleIntroduced(_now, "c2", PeerRole.Accepted, Low);
        Assert.Equal([$"joined {Low.Name} by c1", $"left {Low.Name}", "close c1", $"joined {Low.Name} by c2"], Outputs());

        _registry.HandleEnded(_now, "c1", PeerRole.Accepted, Low.Name, PeerEndReason.Replaced);
        Assert.Empty(Outputs());

        _registry.HandleEnded(_now, "c2", PeerRole.Accepted, Low.Name, PeerEndReason.ConnectionLost);
        Assert.Equal([$"left {Low.Name}"], Outputs());
    }

    [Fact]
    public void Connection_in_the_right_direction_is_not_given_up_for_one_in_the_wrong()
    {
        _registry.HandleIntroduced(_now, "right", PeerRole.Client, High);
        _registry.HandleIntroduced(_now, "wrong", PeerRole.Accepted, High);
        _registry.HandleEnded(_now, "wrong", PeerRole.Accepted, High.Name, PeerEndReason.Replaced);
        Assert.Equal([$"joined {High.Name} by right", "close wrong"], Outputs());

        _registry.HandleIntroduced(_now, "wrong first", PeerRole.Client, Low);
        _registry.HandleIntroduced(_now, "right later", PeerRole.Accepted, Low);
        Assert.Equal([$"joined {Low.Name} by wrong first", $"left {Low.Name}", "close wrong first", $"joined {Low.Name} by right later"], Outputs());
    }

    [Fact]
    public void Number_of_discovered_processes_is_limited()
    {
        PeerRegistry registry = new(Identity(), new ReconnectOptions { MaxProcesses = 10 }, new Random(1));
        for (int port = 1; port <= 100; port++)
            registry.HandleDiscovered(_now, new ProcessInfo(new ProcessName(0, 1, port), 1, ProtocolVersion.Current));

        Assert.Equal(10, registry.Count);
    }

    [Fact]
    public void Number_of_attempts_at_once_is_limited_and_the_others_have_their_turn()
    {
        PeerRegistry registry = new(Identity(), new ReconnectOptions { MaxAttempts = 10 }, new Random(1));
        for (int port = 1; port <= 15; port++)
            registry.HandleDiscovered(_now, new ProcessInfo(new ProcessName(0, 1, port), 1, ProtocolVersion.Current));

        List<RegistryOutput.Open> opened = Opened(registry);
        Assert.Equal(10, opened.Count);
        foreach (RegistryOutput.Open open in opened)
            registry.HandleEnded(_now, "its connection", PeerRole.Callback, open.Process.Name, PeerEndReason.CallbackDelivered);

        registry.HandleDeadline(_now + 1);
        Assert.Equal(5, Opened(registry).Count);
    }

    [Fact]
    public void Number_of_introduced_processes_is_limited_too()
    {
        PeerRegistry registry = new(Identity(), new ReconnectOptions { MaxProcesses = 1 }, new Random(1));
        registry.HandleIntroduced(_now, "low", PeerRole.Accepted, Low);
        registry.HandleIntroduced(_now, "high", PeerRole.Accepted, High);

        Assert.True(registry.TryDequeueOutput(out RegistryOutput? first) && first is RegistryOutput.Joined);
        Assert.True(registry.TryDequeueOutput(out RegistryOutput? second) && second is RegistryOutput.Close { Connection: "high" });
        Assert.False(registry.TryDequeueOutput(out _));
    }

    private void FailTimes(int failures)
    {
        _registry.HandleDiscovered(_now, High);
        for (int i = 0; i < failures; i++)
        {
            Pass(Options.LongestPause);
            _registry.HandleEnded(_now, "c", PeerRole.Client, High.Name, PeerEndReason.ConnectFailed);
        }

        Outputs();
    }

    private void Pass(double seconds)
    {
        _now += seconds;
        _registry.HandleDeadline(_now);
    }

    /// <summary>What is done about a process that cannot be connected with, see <see cref="PeerRegistryRelayTests"/>, is left out.</summary>
    private string[] Outputs() => [.. _registry.Drain().Where(output => !output.StartsWith("unreachable", StringComparison.Ordinal))];

    private static List<RegistryOutput.Open> Opened(PeerRegistry registry)
    {
        List<RegistryOutput> outputs = [];
        while (registry.TryDequeueOutput(out RegistryOutput? output))
            outputs.Add(output);

        return [.. outputs.OfType<RegistryOutput.Open>()];
    }
}
