namespace O2.Benchmarks;

/// <summary>Round trips of several variants in turns, and their figures: median and 99th percentile of all round trips.</summary>
/// <remarks>
/// A variant is compared with the baseline round by round; its ratio is the median of the rounds' ratios. On a machine that goes at two speeds (two
/// processors that share a cache now and do not a minute later, as a virtual machine has them) the ratio of two medians may be that of the two speeds.
/// </remarks>
internal static class RoundTripTurns
{
    private const int WarmUps = 5;
    private const int MoreToWarmUp = 5;

    /// <summary>Warms up, and takes the figures.</summary>
    /// <param name="figures">Receives them.</param>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="perRound">How many round trips each variant makes in a round.</param>
    /// <param name="variants">The beginning of a figure's name, and what makes so many round trips and gives microseconds. The last one is the baseline of the others.</param>
    public static async Task MeasureAsync(FigureList figures, int rounds, int perRound, params IReadOnlyList<(string Name, Func<int, Task<double[]>> PingAsync)> variants)
    {
        await WarmUpAsync(perRound, [.. variants.Select(variant => variant.PingAsync)]);
        await TakeAsync(figures, rounds, perRound, variants);
    }

    /// <summary>Makes round trips until the compiler has done its best with them.</summary>
    public static Task WarmUpAsync(int perRound, params IReadOnlyList<Func<int, Task<double[]>>> pings) =>
        Turns.TakeAsync(WarmUps, 0, [.. pings.Select(ping => (Func<Task<double[]>>)(() => ping(perRound * MoreToWarmUp)))]);

    /// <summary>Takes the figures of variants that are warm.</summary>
    public static async Task TakeAsync(FigureList figures, int rounds, int perRound, params IReadOnlyList<(string Name, Func<int, Task<double[]>> PingAsync)> variants)
    {
        var samples = await Turns.TakeAsync(0, rounds, [.. variants.Select(variant => (Func<Task<double[]>>)(() => variant.PingAsync(perRound)))]);
        string baseline = variants[^1].Name;
        for (int i = 0; i < variants.Count - 1; i++)
            figures.AddPercentiles(variants[i].Name, samples[i], baseline, samples[^1]);
        figures.AddPercentiles(baseline, samples[^1].SelectMany(round => round));
    }
}
