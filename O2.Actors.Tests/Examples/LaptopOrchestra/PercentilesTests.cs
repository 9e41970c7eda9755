using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class PercentilesTests
{
    [Fact]
    public void Figures_are_nearest_ranks()
    {
        Assert.Equal(new Percentiles(100, 198, 200), Percentiles.Of(Enumerable.Range(1, 200).Select(i => (double)i).Reverse()));
        Assert.Equal(new Percentiles(7, 7, 7), Percentiles.Of([7]));
    }

    [Fact]
    public void Nothing_measured_gives_zero()
    {
        Assert.Equal(default, Percentiles.Of([]));
    }
}
