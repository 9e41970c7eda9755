namespace O2.Benchmarks;

/// <summary>Measures several things in turns, so that a slower minute of the machine slows all of them.</summary>
internal static class Turns
{
    /// <summary>The compiler works in the background on what has run often; after each warm-up it is given time for that.</summary>
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(150);

    /// <summary>Takes one sample of each variant in every round.</summary>
    /// <param name="warmUps">How many rounds come before, and do not count.</param>
    /// <param name="rounds">How many rounds count.</param>
    /// <param name="variants">What takes a sample.</param>
    /// <returns>For each variant its samples, one for each round.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<T>>> TakeAsync<T>(int warmUps, int rounds, params IReadOnlyList<Func<Task<T>>> variants)
    {
        var samples = variants.Select(_ => new List<T>()).ToList();
        for (int round = -warmUps; round < rounds; round++)
        {
            for (int i = 0; i < variants.Count; i++)
            {
                var sample = await variants[i]();
                if (round >= 0)
                    samples[i].Add(sample);
            }

            if (round < 0)
                await Task.Delay(CompilerPause);
        }

        return samples;
    }
}
