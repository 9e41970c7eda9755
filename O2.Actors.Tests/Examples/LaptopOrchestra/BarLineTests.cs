using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class BarLineTests
{
    private static readonly Score Score = FrereJacques.Compose();
    private static readonly TempoMap Tempo = new(Score.Tempo.Conduct(start: 100));

    [Theory]
    [InlineData(0, "bar  1   ♩ = 132   celesta")]
    [InlineData(4, "bar  5   ♩ = 144   celesta  flute  clarinet")]
    [InlineData(12, "bar 13   ♩ = 108   celesta  flute  clarinet  bassoon")]
    public void It_says_bar_tempo_and_who_plays(int bar, string line)
    {
        Assert.Equal(line, BarLine.Format(Score, Tempo, bar));
    }
}
