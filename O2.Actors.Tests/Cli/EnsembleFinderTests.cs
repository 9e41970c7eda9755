using O2.Cli;

namespace O2.Actors.Tests.Cli;

public sealed class EnsembleFinderTests
{
    [Theory]
    [InlineData("orchestra", "orchestra")]
    [InlineData("orchestra #211106232567867", "orchestra")]
    [InlineData("my band (2)", "my band")]
    [InlineData("band #12 (3)", "band")]
    [InlineData("room 7", "room 7")]
    public void The_ensemble_is_what_stands_before_the_number(string instance, string ensemble) =>
        Assert.Equal(ensemble, EnsembleFinder.EnsembleOf(instance));
}
