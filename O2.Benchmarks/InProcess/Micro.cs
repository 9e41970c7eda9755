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
    private const double WarmUpSeconds = 0.5;

    public static void Measure(BenchmarkOptions options, FigureList figures, params IReadOnlyList<MicroCase> cases)
    {
        int[] batches = [.. cases.Select(WarmUp)];
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

    /// <summary>Runs a case until the compiler has done its best with it.</summary>
    /// <returns>How many make a batch.</returns>
    private static int WarmUp(MicroCase micro)
    {
        int batch = 64;
        double elapsed = 0;
        for (long begin = Ticks.Now; Ticks.ToSeconds(Ticks.Now - begin) < WarmUpSeconds;)
        {
            long start = Ticks.Now;
            micro.Run(batch);
            elapsed = Ticks.ToSeconds(Ticks.Now - start);
            if (elapsed < BatchSeconds)
                batch *= 2;
        }

        return Math.Max(1, (int)(batch * Math.Min(1, BatchSeconds / elapsed)));
    }
}
