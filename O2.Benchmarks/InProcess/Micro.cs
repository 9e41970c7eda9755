namespace O2.Benchmarks;

/// <summary>Measures small things: nanoseconds and allocated bytes for one of each, medians of batches of some milliseconds that take turns.</summary>
/// <remarks>
/// Taking turns is why this is no BenchmarkDotNet: it measures one case after the other, and on a machine whose speed changes (a neighbour, a
/// thermal limit) the ratio of two cases is then that of two moments.
/// </remarks>
internal static class Micro
{
    private const int Rounds = 60;
    private const double BatchSeconds = 0.005;
    private const int WarmUps = 12;
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(150);

    /// <summary>Measures on a thread of its own: it blocks, and a thread of .NET's pool, on a single core the only one, is needed by the actors.</summary>
    public static Task MeasureAsync(BenchmarkOptions options, FigureList figures, params IReadOnlyList<MicroCase> cases) =>
        Task.Factory.StartNew(() => Measure(options, figures, cases), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Measure(BenchmarkOptions options, FigureList figures, IReadOnlyList<MicroCase> cases)
    {
        int[] batches = WarmUp(cases);
        var nanoseconds = cases.Select(_ => new List<double>()).ToList();
        var bytes = cases.Select(_ => new List<double>()).ToList();
        for (int round = 0; round < options.Scale(Rounds); round++)
        {
            for (int i = 0; i < cases.Count; i++)
            {
                long allocated = GC.GetTotalAllocatedBytes(precise: true), start = Ticks.Now;
                cases[i].Run(batches[i]);
                long elapsed = Ticks.Now - start;
                nanoseconds[i].Add(Ticks.ToNanoseconds(elapsed) / batches[i]);
                bytes[i].Add((GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)batches[i]);
            }
        }

        for (int i = 0; i < cases.Count; i++)
        {
            string? baseline = cases[i].Baseline;
            figures.Add($"{cases[i].Name}.ns", Percentiles.Of(nanoseconds[i]).P50, baseline is null ? null : $"{baseline}.ns");
            figures.Add($"{cases[i].Name}.bytes", Math.Round(Percentiles.Of(bytes[i]).P50, 1), baseline is null ? null : $"{baseline}.bytes");
        }
    }

    /// <summary>Runs all cases until the compiler has done its best with them. It works in the background, so it is given pauses.</summary>
    /// <returns>How many of each make a batch.</returns>
    private static int[] WarmUp(IReadOnlyList<MicroCase> cases)
    {
        int[] batches = new int[cases.Count];
        for (int round = 0; round < WarmUps; round++)
        {
            for (int i = 0; i < cases.Count; i++)
                batches[i] = FindBatch(cases[i].Run);
            Thread.Sleep(CompilerPause);
        }

        return batches;
    }

    private static int FindBatch(Action<int> run)
    {
        for (int batch = 64; ; batch *= 2)
        {
            long start = Ticks.Now;
            run(batch);
            double elapsed = Ticks.ToSeconds(Ticks.Now - start);
            if (elapsed >= BatchSeconds)
                return Math.Max(1, (int)(batch * BatchSeconds / elapsed));
        }
    }
}
