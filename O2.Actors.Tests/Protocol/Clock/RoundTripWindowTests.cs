using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Clock;

public sealed class RoundTripWindowTests
{
    private readonly RoundTripWindow _window = new();

    [Fact]
    public void Equal_answers_give_their_mean()
    {
        for (int i = 0; i < 5; i++)
            _window.Add(new LocalTime(100 + i * 0.1), 0.002, 900);
        Assert.True(_window.IsReady);
        var (offset, skew) = _window.Estimate(new LocalTime(100.4));
        Assert.Equal(900, offset, 9);
        Assert.Equal(0, skew, 9);
    }

    [Fact]
    public void The_slope_is_the_difference_of_the_two_clocks()
    {
        for (int i = 0; i < 40; i++)
            _window.Add(new LocalTime(100 + i * 10), 0.0002, 1e9 - i * 10 * 80e-6);
        Assert.Equal(RoundTripWindow.Capacity, _window.Count);
        var (offset, skew) = _window.Estimate(new LocalTime(100 + 395));
        Assert.Equal(-80e-6, skew, 6);
        Assert.Equal(1e9 - 395 * 80e-6, offset, 4);
    }

    [Fact]
    public void A_slow_answer_counts_for_little()
    {
        for (int i = 0; i < 10; i++)
            _window.Add(new LocalTime(100 + i), 0.001, 900);
        _window.Add(new LocalTime(110), 0.101, 900.05);
        Assert.Equal(900, _window.Estimate(new LocalTime(110)).Offset, 3);
    }

    [Fact]
    public void Wild_answers_give_a_rate_that_a_crystal_could_have()
    {
        var random = new Random(7);
        for (int i = 0; i < 200; i++)
        {
            _window.Add(new LocalTime(100 + i * 0.1), random.NextDouble(), random.NextDouble() * 10);
            var (offset, skew) = _window.Estimate(new LocalTime(100 + i * 0.1));
            Assert.True(double.IsFinite(offset), $"answer {i} of seed 7");
            Assert.InRange(skew, -500e-6, 500e-6);
        }
    }

    [Fact]
    public void An_empty_window_has_no_round_trips()
    {
        _window.Add(new LocalTime(1), 0.5, 3);
        _window.Clear();
        Assert.Equal(0, _window.Count);
        Assert.Equal((0, 0), _window.LatestRoundTrips());
    }

    [Fact]
    public void Adding_and_estimating_allocates_nothing()
    {
        _window.Add(new LocalTime(0), 0.1, 1);
        _window.Estimate(new LocalTime(0));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 1; i < 100; i++)
        {
            _window.Add(new LocalTime(i), 0.1, 1);
            _window.Estimate(new LocalTime(i));
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
