using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class ClockWatchTests
{
    [Fact]
    public void It_keeps_the_largest_step_in_either_direction()
    {
        var watch = new ClockWatch();

        foreach (var difference in new[] { -40, -40.25, -39.5, -39.5 })
            watch.Take(difference);

        Assert.Equal(0.75, watch.LargestStep);
    }

    [Fact]
    public void The_first_look_is_no_step()
    {
        var watch = new ClockWatch();

        watch.Take(1000);

        Assert.Equal(0, watch.LargestStep);
    }
}
