namespace O2.Benchmarks;

/// <summary>
/// Memory of an OS process that has joined an ensemble and rests (<c>memory.rss_mb</c>), and how long it takes from starting the OS process until
/// its O2 process listens (<c>startup.s</c>). Baseline: the same program with plain sockets. Medians.
/// </summary>
internal sealed class Footprint : Measurement
{
    private const int Rounds = 5;

    public override IReadOnlyList<string> Prefixes => ["memory", "startup"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        var (memory, startup, rawMemory, rawStartup) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (int round = 0; round < (options.IsQuick ? 1 : Rounds); round++)
        {
            await MeasureAsync(["o2"], ["listen"], memory, startup);
            await MeasureAsync(["raw"], ["listen", "tcp"], rawMemory, rawStartup);
        }

        figures.Add("memory.rss_mb", Percentiles.Of(memory).P50, "memory.raw.rss_mb");
        figures.Add("memory.raw.rss_mb", Percentiles.Of(rawMemory).P50);
        figures.Add("startup.s", Percentiles.Of(startup).P50, "startup.raw.s");
        figures.Add("startup.raw.s", Percentiles.Of(rawStartup).P50);
    }

    private static async Task MeasureAsync(string[] kind, object[] listen, List<double> memory, List<double> startup)
    {
        long start = Ticks.Now;
        await using var peer = await Peer.StartAsync(1, kind);
        await peer.AskAsync<int>(listen);
        startup.Add(Ticks.ToSeconds(Ticks.Now - start));
        memory.Add(peer.WorkingSetBytes / 1e6);
    }
}
