using System.Diagnostics;
using System.Globalization;

namespace O2.Actors.Tests.Fuzzing;

/// <summary>All fuzzers with random seeds, for as long as one likes: <c>./build.sh fuzz --minutes=N</c>.</summary>
internal static class FuzzProgram
{
    private const int InputsPerRound = 2000;
    private const int LiveRoundsPerHall = 200;
    private const double OneRound = 1e-6;

    /// <param name="options"><c>--minutes=N</c> (1 if it is missing), or <c>--seed=N</c> for the round of that seed alone.</param>
    public static Task<int> RunAsync(string[] options) => options switch
    {
        [] => RunAsync(minutes: 1, seed: null),
        [var option] when option.StartsWith("--minutes=", StringComparison.Ordinal) =>
            RunAsync(double.Parse(option["--minutes=".Length..], CultureInfo.InvariantCulture), seed: null),
        [var option] when option.StartsWith("--seed=", StringComparison.Ordinal) =>
            RunAsync(OneRound, int.Parse(option["--seed=".Length..], CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException("The options are --minutes=N or --seed=N."),
    };

    private static async Task<int> RunAsync(double minutes, int? seed)
    {
        var watch = Stopwatch.StartNew();
        long inputs = 0;
        int round = seed ?? Random.Shared.Next();
        try
        {
            while (watch.Elapsed.TotalMinutes < minutes)
            {
                await using var hall = await LiveFuzzing.OpenHallAsync();
                for (int i = 0; i < LiveRoundsPerHall && watch.Elapsed.TotalMinutes < minutes; i++, round = Random.Shared.Next())
                {
                    foreach (var fuzzer in Fuzzer.All)
                        fuzzer.Run(round, InputsPerRound);
                    await LiveFuzzing.RunRoundAsync(hall, round);
                    inputs += InputsPerRound * Fuzzer.All.Count;
                }
            }
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"NOT SURVIVED in the round of seed {round} (repeat it: ./build.sh fuzz --seed={round}):\n{e}");
            return 1;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{inputs:N0} inputs in {watch.Elapsed.TotalMinutes:F1} minutes, all survived."));
        return 0;
    }
}
