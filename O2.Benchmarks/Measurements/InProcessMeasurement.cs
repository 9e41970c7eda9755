namespace O2.Benchmarks;

/// <summary>Runs an <see cref="InProcessBenchmark"/> in an OS process of its own, on a core of its own.</summary>
internal sealed class InProcessMeasurement(string name) : Measurement
{
    public override IReadOnlyList<string> Prefixes => [name];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        await using var peer = await Peer.StartAsync(1, "inprocess");
        foreach (var figure in await peer.AskAsync<Figure[]>(name, options.IsQuick))
            figures.Add(figure.Name, figure.Value, figure.Baseline);
    }
}
