namespace O2.Benchmarks;

/// <summary>
/// How far a follower's idea of the ensemble's time is off, from its synchronization on. The processes of one machine share its monotonic
/// clock, so the truth is known. Baseline: what one exchange of datagrams over plain sockets would make of it.
/// </summary>
internal sealed class ClockErrors : Measurement
{
    private const int Samples = 1000;

    public override IReadOnlyList<string> Prefixes => ["clock"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        await using var raw = await RawPair.StartAsync("raw", "udp");
        await using var o2 = await O2Pair.StartAsync();
        double[] follower = await o2.Client.AskAsync<double[]>("clock", options.Scale(Samples));
        double[] reference = await o2.Server.AskAsync<double[]>("clock", options.Scale(Samples) / 10);
        double truth = Percentiles.Of(reference).P50;

        figures.AddPercentiles("clock.error", follower.Select(estimate => Math.Abs(estimate - truth) * 1e6), "clock.raw");
        await raw.Client("udp").AskAsync<double[]>("offset", Samples);
        figures.AddPercentiles("clock.raw", await raw.Client("udp").AskAsync<double[]>("offset", Samples));
    }
}
