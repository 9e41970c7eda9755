using O2.Cli;

namespace O2.Actors.Tests.Cli;

public sealed class SimilarNamesTests
{
    private static readonly string[] Orchestra = ["synth", "synth2", "flute", "Drums", "conductor", "oboe"];

    [Theory]
    [InlineData("sinth", "synth")]
    [InlineData("snyth", "synth")]
    [InlineData("drums", "Drums")]
    [InlineData("cond", "conductor")]
    [InlineData("flutes", "flute")]
    [InlineData("obo", "oboe")]
    [InlineData("tuba", "")]
    [InlineData("x", "")]
    public void A_slip_of_the_fingers_is_recognized(string wanted, string similar) =>
        Assert.Equal(similar, string.Join(',', SimilarNames.Of(wanted, Orchestra)));

    [Fact]
    public void No_more_than_three_are_named() =>
        Assert.Equal(["voice1", "voice2", "voice3"], SimilarNames.Of("voice", Enumerable.Range(1, 9).Select(number => $"voice{number}")));
}
