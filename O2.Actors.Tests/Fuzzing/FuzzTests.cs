namespace O2.Actors.Tests.Fuzzing;

/// <summary>Random bytes and damaged valid input for every parser, with fixed seeds; <c>./build.sh fuzz</c> goes on with random ones.</summary>
public sealed class FuzzTests
{
    public static TheoryData<string> Names => [.. Fuzzer.All.Select(fuzzer => fuzzer.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void R3_78_No_input_makes_a_parser_throw_or_read_outside(string name)
    {
        var fuzzer = Fuzzer.All.Single(fuzzer => fuzzer.Name == name);
        fuzzer.Run(firstSeed: 0, fuzzer.Inputs);
    }

    [Fact]
    public async Task R3_78_A_living_process_survives_damaged_conversations()
    {
        await using var hall = await LiveFuzzing.OpenHallAsync();
        for (int seed = 0; seed < 200; seed += 20)
            await LiveFuzzing.RunRoundAsync(hall, seed);
    }

    [Fact]
    public void There_are_at_least_two_hundred_thousand_inputs() => Assert.InRange(Fuzzer.All.Sum(fuzzer => fuzzer.Inputs), 200_000, int.MaxValue);
}
