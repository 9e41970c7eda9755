namespace O2.Benchmarks;

/// <summary>
/// Round trips between two processes in real-time mode, inline handlers. Baseline: the same bytes by sockets that are polled without a pause.
/// Whoever polls takes its core, so the pairs of processes run one after the other, in turns.
/// </summary>
internal sealed class RealTimeRoundTrips : Measurement
{
    private const int Rounds = 5;
    private const int PerRound = 5000;

    public override IReadOnlyList<string> Prefixes => ["rtt.tcp.realtime", "rtt.udp.realtime"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        foreach (string transport in ((string[])["tcp", "udp"]).Where(t => options.Wants($"rtt.{t}.realtime")))
        {
            var (ours, baseline) = (new List<double>(), new List<double>());
            for (int round = 0; round < (options.IsQuick ? 1 : Rounds); round++)
            {
                await using (var raw = await RawPair.StartAsync("rawpoll", transport))
                    baseline.AddRange(await PingAsync(count => raw.PingAsync(transport, count), options));
                await using (var o2 = await O2Pair.StartAsync("o2realtime"))
                    ours.AddRange(await PingAsync(count => o2.Client.AskAsync<double[]>("ping", transport, "inline", count), options));
            }

            figures.AddPercentiles($"rtt.{transport}.realtime", ours, $"rtt.{transport}.rawpoll");
            figures.AddPercentiles($"rtt.{transport}.rawpoll", baseline);
        }
    }

    private static async Task<double[]> PingAsync(Func<int, Task<double[]>> ping, BenchmarkOptions options)
    {
        for (int warmUp = 0; warmUp < 4; warmUp++)
        {
            await ping(PerRound);
            await Task.Delay(CompilerPause);
        }

        return await ping(options.Scale(PerRound));
    }

    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(150);
}
