namespace O2.Benchmarks;

/// <summary>Measures some figures whose names begin with certain words.</summary>
internal abstract class Measurement
{
    /// <summary>What the names begin with.</summary>
    public abstract IReadOnlyList<string> Prefixes { get; }

    public abstract Task RunAsync(BenchmarkOptions options, FigureList figures);
}
