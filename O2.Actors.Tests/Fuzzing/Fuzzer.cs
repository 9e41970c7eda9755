namespace O2.Actors.Tests.Fuzzing;

/// <summary>Hostile input for one part of the library, made from a seed.</summary>
/// <param name="Name">What is tried.</param>
/// <param name="Inputs">How many inputs the tests try; the longer run goes round all fuzzers in this proportion.</param>
/// <param name="Try">Makes the input of a seed and offers it; throws when it is not survived.</param>
internal sealed record Fuzzer(string Name, int Inputs, Action<int> Try)
{
    /// <summary>Every fuzzer there is.</summary>
    public static IReadOnlyList<Fuzzer> All { get; } = [.. CodecFuzzing.All, .. ConversationFuzzing.All, .. TextFuzzing.All, .. MdnsFuzzing.All, .. LiteFuzzing.All, .. StunFuzzing.All, .. OscFuzzing.All, .. MqttFuzzing.All];

    /// <summary>Tries a row of seeds; a failure names the seed.</summary>
    public void Run(int firstSeed, int count)
    {
        for (int seed = firstSeed; seed != unchecked(firstSeed + count); seed = unchecked(seed + 1))
        {
            try
            {
                Try(seed);
            }
            catch (Exception e)
            {
                throw new FuzzFailureException($"{Name}, seed {seed}: {e.Message}", e);
            }
        }
    }
}
