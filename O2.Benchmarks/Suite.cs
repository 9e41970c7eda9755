namespace O2.Benchmarks;

/// <summary>Runs the measurements one after the other, and shows what came out.</summary>
internal static class Suite
{
    private static readonly IReadOnlyList<Measurement> All =
    [
        new RoundTrips(), new RealTimeRoundTrips(), new LiteRoundTrips(), new OscBridge(), new OneWays(), .. InProcessBenchmark.All.Keys.Select(name => new InProcessMeasurement(name)), new SharedMemory(),
        new DiscoveryTimes(), new Relays(), new ClockErrors(), new Footprint(),
    ];

    /// <returns>The program's exit code.</returns>
    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        var chosen = All.Where(m => m.Prefixes.Any(options.Wants)).ToList();
        if (chosen.Count == 0)
            throw new ArgumentException($"No figure begins with '{string.Join("' or '", options.Only)}'; there are {string.Join(", ", All.SelectMany(m => m.Prefixes))}.");

        var figures = new FigureList();
        foreach (var measurement in chosen)
        {
            Console.Error.WriteLine($"measuring {string.Join(", ", measurement.Prefixes)} ...");
            await measurement.RunAsync(options, figures);
        }

        ResultTable.Write(figures, Console.Out);
        Console.WriteLine($"\n{ResultFile.Write(figures, options.Output)}");
        var missed = ResultTable.Missed(figures);
        if (missed.Count > 0)
            Console.WriteLine($"Floors missed: {string.Join(", ", missed.Select(floor => floor.Figure))}");
        return options.Check && missed.Count > 0 ? 1 : 0;
    }
}
