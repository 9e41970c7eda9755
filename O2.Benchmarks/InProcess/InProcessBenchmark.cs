namespace O2.Benchmarks;

/// <summary>The measurements that need no other process, by what their figures' names begin with.</summary>
internal static class InProcessBenchmark
{
    public static IReadOnlyDictionary<string, Func<BenchmarkOptions, FigureList, Task>> All { get; } =
        new Dictionary<string, Func<BenchmarkOptions, FigureList, Task>>
        {
            ["local"] = LocalSends.MeasureAsync,
            ["codec"] = Codec.MeasureAsync,
            ["schedule"] = Schedule.MeasureAsync,
            ["timer"] = TimerLateness.MeasureAsync,
        };
}
