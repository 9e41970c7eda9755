namespace O2.Benchmarks;

/// <summary>
/// From sending a message until the handler of its answer runs, between two OS processes on cores of their own; handlers of both processes
/// inline, or both actors. Baseline: the same bytes by blocking sockets. Rounds of all variants take turns.
/// </summary>
internal sealed class RoundTrips : Measurement
{
    private const int Rounds = 30;
    private const int PerRound = 400;
    private const int WarmUps = 5;
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(150);

    public override IReadOnlyList<string> Prefixes => ["rtt"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        await using var raw = await RawPair.StartAsync("raw");
        await using var o2 = await O2Pair.StartAsync();
        foreach (string transport in ((string[])["tcp", "udp"]).Where(t => options.Wants($"rtt.{t}")))
        {
            var variants = new (string Name, Func<int, Task<double[]>> Ping)[]
            {
                ($"rtt.{transport}.actor", count => o2.Client.AskAsync<double[]>("ping", transport, "actor", count)),
                ($"rtt.{transport}.inline", count => o2.Client.AskAsync<double[]>("ping", transport, "inline", count)),
                ($"rtt.{transport}.raw", count => raw.PingAsync(transport, count)),
            };
            var samples = variants.ToDictionary(v => v.Name, _ => new List<double>());
            for (int round = -WarmUps; round < options.Scale(Rounds); round++)
            {
                foreach (var (name, ping) in variants)
                {
                    double[] some = await ping(round < 0 ? PerRound * 5 : PerRound);
                    if (round >= 0)
                        samples[name].AddRange(some);
                }

                if (round < 0)
                    await Task.Delay(CompilerPause);
            }

            foreach (var (name, _) in variants)
                figures.AddPercentiles(name, samples[name], name.EndsWith(".raw", StringComparison.Ordinal) ? null : $"rtt.{transport}.raw");
        }
    }
}
