using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Clock;

public sealed class GlobalClockTests
{
    private static readonly LocalTime Start = new(7_777.7);
    private readonly GlobalClock _clock = new();

    [Fact]
    public void Time_is_unknown_until_it_is_set()
    {
        Assert.False(_clock.IsSynchronized);
        Assert.Equal(GlobalTime.Unknown, _clock.At(Start));
        Assert.Equal(-1, _clock.At(Start).Seconds);
        Assert.Equal(0, _clock.RateAt(Start));
        Assert.Equal(0, _clock.RestRate);
        Assert.Equal(LocalTime.Never, _clock.LocalAt(new GlobalTime(5)));
    }

    [Fact]
    public void A_set_clock_runs_from_there()
    {
        _clock.Set(Start, new GlobalTime(100));
        Assert.True(_clock.IsSynchronized);
        Assert.Equal(100, _clock.At(Start).Seconds);
        Assert.Equal(110, _clock.At(Start + 10).Seconds, 9);
        Assert.Equal(1, _clock.RateAt(Start + 10));
    }

    [Theory]
    [InlineData(0.3, 3.0, 1.1)]      // 10 % for 3 s, as the reference does it
    [InlineData(-0.3, 3.0, 0.9)]
    [InlineData(1.0, 10.0, 1.1)]
    [InlineData(-1.0, 10.0, 0.9)]
    [InlineData(0.001, 0.5, 1.002)]  // a small error is spread over half a second
    [InlineData(-0.001, 0.5, 0.998)]
    public void An_error_of_up_to_a_second_is_slewed_away(double error, double duration, double rate)
    {
        _clock.Set(Start, new GlobalTime(100));
        _clock.Steer(Start, new GlobalTime(100 + error), 1);
        Assert.Equal(100, _clock.At(Start).Seconds, 9);
        Assert.Equal(rate, _clock.RateAt(Start), 9);
        Assert.Equal(rate, _clock.RateAt(Start + (duration - 1e-6)), 9);
        Assert.Equal(1, _clock.RateAt(Start + (duration + 1e-6)));
        Assert.Equal(100 + error + duration, _clock.At(Start + duration).Seconds, 9);
        Assert.Equal(100 + error + 60, _clock.At(Start + 60).Seconds, 9);
    }

    [Fact]
    public void A_clock_that_is_more_than_a_second_late_jumps_ahead()
    {
        _clock.Set(Start, new GlobalTime(100));
        _clock.Steer(Start + 1, new GlobalTime(106), 1);
        Assert.Equal(106, _clock.At(Start + 1).Seconds);
        Assert.Equal(1, _clock.RateAt(Start + 1));
    }

    [Fact]
    public void A_clock_that_is_more_than_a_second_early_stands_until_the_ensemble_has_caught_up()
    {
        _clock.Set(Start, new GlobalTime(100));
        _clock.Steer(Start, new GlobalTime(95), 1);
        Assert.Equal(0, _clock.RateAt(Start + 2));
        Assert.Equal(100, _clock.At(Start + 4.9).Seconds);
        Assert.Equal(100.5, _clock.At(Start + 5.5).Seconds, 9);
    }

    [Fact]
    public void A_correction_does_not_count_as_drift()
    {
        _clock.Set(Start, new GlobalTime(50));

        _clock.Steer(Start, new GlobalTime(50.04), 1.00002);

        Assert.Equal(1.00002, _clock.RestRate);
        Assert.NotEqual(1.00002, _clock.RateAt(Start), 4);
    }

    [Fact]
    public void A_correction_ends_in_time_whoever_looks_and_when()
    {
        _clock.Set(Start, new GlobalTime(100));
        _clock.Steer(Start, new GlobalTime(100.05), 1 + 20e-6);
        Assert.Equal(100.05 + 1000 * (1 + 20e-6), _clock.At(Start + 1000).Seconds, 6);
    }

    [Fact]
    public void The_local_moment_of_a_time_is_the_inverse_on_both_sides_of_the_bend()
    {
        _clock.Set(Start, new GlobalTime(100));
        foreach (double target in new[] { 100.4, 99.2, 100.0, 100.0001, 107.0, 99.999 })
        {
            _clock.Steer(Start, new GlobalTime(target), 1 - 30e-6);
            foreach (double ahead in new[] { 0.001, 0.2, 3.9, 4.1, 20, 5000 })
            {
                GlobalTime wanted = _clock.At(Start) + ahead;
                Assert.Equal(wanted.Seconds, _clock.At(_clock.LocalAt(wanted)).Seconds, 6);
            }
        }
    }

    [Fact]
    public void A_time_that_a_held_clock_has_not_reached_comes_after_the_hold()
    {
        _clock.Set(Start, new GlobalTime(100));
        _clock.Steer(Start, new GlobalTime(95), 1);
        Assert.Equal(Start.Seconds + 5.25, _clock.LocalAt(new GlobalTime(100.25)).Seconds, 9);
        Assert.Equal(Start.Seconds, _clock.LocalAt(new GlobalTime(100)).Seconds, 9);
        Assert.Equal(Start.Seconds - 1, _clock.LocalAt(new GlobalTime(99)).Seconds, 9);
    }

    [Fact]
    public void Steering_never_runs_the_clock_backwards()
    {
        var random = new Random(20_260_731);
        _clock.Set(Start, new GlobalTime(100));
        LocalTime now = Start;
        GlobalTime last = _clock.At(now);
        for (int i = 0; i < 20_000; i++)
        {
            now += random.NextDouble() * 0.3;
            GlobalTime seen = _clock.At(now);
            Assert.True(seen >= last, $"step {i} of seed 20260731: {last} then {seen}");
            last = seen;
            if (random.Next(3) == 0)
                _clock.Steer(now, seen + (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-4, 2)), 1 + (random.NextDouble() - 0.5) * 1e-3);
            Assert.True(_clock.At(now) >= last);
            last = _clock.At(now);
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        _clock.Set(Start, new GlobalTime(100));
        double sum = _clock.At(Start).Seconds + _clock.LocalAt(new GlobalTime(100)).Seconds;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            sum += _clock.At(Start + i).Seconds + _clock.LocalAt(new GlobalTime(100 + i)).Seconds;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);
    }
}
