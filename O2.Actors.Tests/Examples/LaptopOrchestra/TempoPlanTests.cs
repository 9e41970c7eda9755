using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class TempoPlanTests
{
    private static readonly TempoPlan Plan = new TempoPlan().At(0, 60).At(4, 120).Fermata(6, TimeSpan.FromSeconds(3));

    [Fact]
    public void Conducting_gives_each_mark_its_time_on_the_clock()
    {
        Assert.Equal([new Tempo(0, 100, 1), new Tempo(4, 104, 2), new Tempo(6, 105, 0), new Tempo(6, 108, 2)], Plan.Conduct(start: 100));
    }

    [Fact]
    public void Twice_as_fast_takes_half_of_the_time()
    {
        Assert.Equal([new Tempo(0, 100, 2), new Tempo(4, 102, 4), new Tempo(6, 102.5, 0), new Tempo(6, 104, 4)], Plan.Faster(2).Conduct(start: 100));
    }

    [Fact]
    public void Marks_are_written_in_order()
    {
        Assert.Throws<ArgumentException>(() => Plan.At(6, 100));
    }
}
