namespace O2.Benchmarks;

/// <summary>
/// Round trips between two processes in real-time mode, inline handlers. Baseline: the same bytes by sockets that are polled without a pause.
/// Whoever polls takes its core, so each pair of processes is paused while the other has its turn.
/// </summary>
internal sealed class RealTimeRoundTrips : Measurement
{
    private const int Rounds = 40;
    private const int PerRound = 1000;

    public override IReadOnlyList<string> Prefixes => ["rtt.tcp.realtime", "rtt.udp.realtime"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        if (!Peer.CanPause)
        {
            Console.Error.WriteLine("NOT MEASURED: rtt.*.realtime needs a system that can pause processes (SIGSTOP).");
            return;
        }

        foreach (string transport in ((string[])["tcp", "udp"]).Where(t => options.Wants($"rtt.{t}.realtime")))
        {
            await using var raw = await RawPair.StartAsync("rawpoll", transport);
            Peer[] rawPeers = [raw.Server(transport), raw.Client(transport)];
            Task<double[]> PingRawAsync(int count) => raw.PingAsync(transport, count);
            await RoundTripTurns.WarmUpAsync(PerRound, PingRawAsync);
            Pause(rawPeers);

            await using var o2 = await O2Pair.StartAsync("o2realtime");
            Peer[] peers = [o2.Server, o2.Client];
            Task<double[]> PingAsync(int count) => o2.Client.AskAsync<double[]>("ping", transport, "inline", count);
            await RoundTripTurns.WarmUpAsync(PerRound, PingAsync);
            Pause(peers);

            await RoundTripTurns.TakeAsync(
                figures,
                options.Scale(Rounds),
                PerRound,
                ($"rtt.{transport}.realtime", count => WakeForAsync(peers, () => PingAsync(count))),
                ($"rtt.{transport}.rawpoll", count => WakeForAsync(rawPeers, () => PingRawAsync(count))));
        }
    }

    private static async Task<double[]> WakeForAsync(Peer[] peers, Func<Task<double[]>> ping)
    {
        foreach (var peer in peers)
            peer.Resume();
        double[] samples = await ping();
        Pause(peers);
        return samples;
    }

    private static void Pause(Peer[] peers)
    {
        foreach (var peer in peers)
            peer.Pause();
    }
}
