namespace O2.Benchmarks;

/// <summary>
/// Messages a second from one OS process to another, from the first send until the last message was handled (inline); by UDP nobody slows the
/// sender down, so some are lost. Baseline: one socket call for each message. The median of rounds that take turns.
/// </summary>
internal sealed class OneWays : Measurement
{
    private const int Rounds = 7;

    public override IReadOnlyList<string> Prefixes => ["oneway"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        await using var raw = await RawPair.StartAsync("raw");
        await using var o2 = await O2Pair.StartAsync();
        foreach (var (transport, count) in ((string, int)[])[("tcp", 600_000), ("udp", 100_000)])
        {
            if (!options.Wants($"oneway.{transport}"))
                continue;
            int messages = options.Scale(count);
            var rounds = await Turns.TakeAsync(
                warmUps: 1,
                options.Scale(Rounds),
                () => MeasureAsync(o2.Server, o2.Client, messages, "blast", transport, messages),
                () => MeasureAsync(raw.Server(transport), raw.Client(transport), messages, "blast", messages));
            Add(figures, $"oneway.{transport}", rounds[0], rounds[1], hasLoss: transport == "udp");
        }
    }

    private static void Add(FigureList figures, string name, IReadOnlyList<Throughput> ours, IReadOnlyList<Throughput> baseline, bool hasLoss)
    {
        figures.Add($"{name}.msgs_per_s", Median(ours, t => t.PerSecond), $"{name}.raw.msgs_per_s");
        figures.Add($"{name}.raw.msgs_per_s", Median(baseline, t => t.PerSecond));
        if (!hasLoss)
            return;
        figures.Add($"{name}.loss", Median(ours, t => t.Loss), $"{name}.raw.loss");
        figures.Add($"{name}.raw.loss", Median(baseline, t => t.Loss));
    }

    private static async Task<Throughput> MeasureAsync(Peer server, Peer client, int messages, params object[] blast)
    {
        await server.DoAsync("reset");
        long start = await client.AskAsync<long>(blast);
        var arrived = await server.AskAsync<Arrivals>("arrived", messages);
        return new Throughput(arrived.Count / Ticks.ToSeconds(arrived.Last - start), 1 - arrived.Count / (double)messages);
    }

    private static double Median(IEnumerable<Throughput> rounds, Func<Throughput, double> figure) => Percentiles.Of(rounds.Select(figure)).P50;

    private sealed record Throughput(double PerSecond, double Loss);
}
