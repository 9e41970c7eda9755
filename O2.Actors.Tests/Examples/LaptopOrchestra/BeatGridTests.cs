using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class BeatGridTests
{
    private static readonly TempoMap Tempo = new([new Tempo(0, 50, 2), new Tempo(2, 51, 0), new Tempo(2, 53, 2)]);
    private static readonly BeatGrid Grid = new(Tempo, beats: 4);

    [Fact]
    public void A_fermata_is_one_long_beat()
    {
        Assert.Equal([500_000, 500_000, 2_500_000, 500_000], Enumerable.Range(0, Grid.Beats).Select(Grid.MicrosecondsOf));
    }

    [Theory]
    [InlineData(50, 0)]
    [InlineData(50.5, 960)]
    [InlineData(50.51, 979)]      // 10 ms late at 120 quarters per minute
    [InlineData(52.25, 2400)]     // in the middle of the long beat
    [InlineData(54, 3840)]
    [InlineData(49, 0)]
    [InlineData(99, 3840)]
    public void Times_fall_on_ticks(double time, long tick)
    {
        Assert.Equal(tick, Grid.TickAt(time));
    }
}
