using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>How long a process waits for others, and how often it tries again, in virtual time.</summary>
public sealed class PatienceSpecs : IDisposable
{
    private const int Port = 4000;
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _o2;
    private readonly VirtualMachine _machine;

    public PatienceSpecs()
    {
        _machine = _ensemble.Network.AddMachine();   // has the lower address
        _o2 = _ensemble.Start();
    }

    public void Dispose() => _ensemble.Dispose();

    /// <summary>A process whose name makes us its client, or its server.</summary>
    private ProcessInfo Other(bool weAreClient) => new(
        new ProcessName(weAreClient ? uint.MaxValue : 0, IpNumber.FromAddress(_machine.Address), Port), 5000, ProtocolVersion.Current);

    [Fact]
    public void R3_33_D3_10_A_server_that_never_accepts_us_is_given_up_after_ten_seconds_and_is_no_process()
    {
        var server = new SteadfastListener(_ensemble, _machine, Port);

        Discover(Other(weAreClient: true));
        _ensemble.RunUntil(() => server.Ended.Count == 1);

        Assert.InRange(server.Ended[0] - server.Taken[0], 9.9, 10.1);
        Assert.Empty(_o2.Processes());
        Assert.Contains("!_o2/dy"u8.ToArray(), Windows(server.Bytes, 7));
    }

    [Fact]
    public void D3_14_A_temporary_connection_that_the_other_side_leaves_open_is_closed_after_ten_seconds()
    {
        var client = new SteadfastListener(_ensemble, _machine, Port);

        Discover(Other(weAreClient: false));
        _ensemble.RunUntil(() => client.Ended.Count == 1);

        Assert.InRange(client.Ended[0] - client.Taken[0], 9.9, 10.1);
        Assert.Empty(_o2.Processes());
    }

    [Fact]
    public void R3_34_R3_35_A_connect_that_fails_leaves_nothing_and_is_tried_again_with_growing_pauses()
    {
        var server = new SteadfastListener(_ensemble, _machine, Port, hangsUp: true);

        Discover(Other(weAreClient: true));
        _ensemble.Advance(60);

        double[] pauses = [.. server.Taken.Zip(server.Taken.Skip(1), (first, next) => next - first)];
        Assert.InRange(pauses.Length, 4, 12);
        for (int i = 1; i < 4; i++)
            Assert.InRange(pauses[i] / pauses[i - 1], 1.3, 3);
        Assert.Empty(_o2.Processes());
        Assert.DoesNotContain(_o2.Services(), s => s.Service.StartsWith('@') && s.Process != _o2.Name.Text);
    }

    [Fact]
    public void D3_16_A_process_whose_connect_was_refused_leaves_nothing_and_is_found_once_it_listens()
    {
        Discover(Other(weAreClient: true));
        _ensemble.Advance(5);
        Assert.Empty(_o2.Processes());

        var server = new SteadfastListener(_ensemble, _machine, Port);

        _ensemble.RunUntil(() => server.Taken.Count == 1);
    }

    [Fact]
    public void D3_81_A_host_that_is_lost_without_a_word_is_noticed_though_we_send_it_nothing()
    {
        O2Process lost = _ensemble.Start();
        lost.AddMethod("/synth/note", null, _ => { });
        _ensemble.RunUntil(() => _o2.Status("synth") == ServiceStatus.RemoteNoTime);

        _ensemble.MachineOf(lost).Unplug();
        double noticed = _ensemble.RunUntil(() => _o2.Status("synth") == ServiceStatus.Unknown);

        Assert.InRange(noticed, 5, 12);
        Assert.Empty(_o2.Processes());
    }

    private void Discover(ProcessInfo process) =>
        _o2.ActorSystem.ActorSelection("/user/o2/gateway").Tell(new GatewayProtocol.Discovered(process));

    private static IEnumerable<byte[]> Windows(List<byte> bytes, int length) =>
        Enumerable.Range(0, Math.Max(0, bytes.Count - length + 1)).Select(i => bytes.GetRange(i, length).ToArray());
}
