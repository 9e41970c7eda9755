namespace O2.Benchmarks;

/// <summary>The measurements that need no other process, by what their figures' names begin with.</summary>
internal static class InProcessBenchmark
{
    public static IReadOnlyDictionary<string, Func<BenchmarkOptions, FigureList, Task>> All { get; } =
        new Dictionary<string, Func<BenchmarkOptions, FigureList, Task>>
        {
            ["local.inline"] = MicroBenchmarks.MeasureAsync<InlineSendBenchmarks>,
            ["local.actor"] = MicroBenchmarks.MeasureAsync<ActorSendBenchmarks>,
            ["codec"] = MicroBenchmarks.MeasureAsync<CodecBenchmarks>,
            ["schedule"] = Schedule.MeasureAsync,
            ["timer"] = TimerLateness.MeasureAsync,
        };
}
