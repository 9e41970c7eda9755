using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Clock;

public sealed class ClockReferenceTests
{
    private static readonly LocalTime Start = new(12.5);
    private readonly GlobalClock _clock = new();
    private readonly ClockReference _reference;

    public ClockReferenceTests() => _reference = new ClockReference(_clock);

    [Fact]
    public void A_process_that_knew_no_time_begins_with_its_local_time()
    {
        Assert.True(_reference.Start(Start));
        Assert.True(_reference.IsRunning);
        Assert.Equal(12.5, _clock.At(Start).Seconds);
        Assert.Equal(LocalTime.Never, _reference.NextDeadline);
    }

    [Fact]
    public void A_follower_that_becomes_reference_continues_the_time_of_the_ensemble()
    {
        _clock.Set(Start, new GlobalTime(812.25));
        Assert.False(_reference.Start(Start + 10));
        Assert.Equal(822.25, _clock.At(Start + 10).Seconds);
        Assert.Equal(922.25, _clock.At(Start + 110).Seconds, 9);
    }

    [Fact]
    public void A_follower_that_becomes_reference_during_a_correction_leaves_it_where_it_is()
    {
        _clock.Set(Start, new GlobalTime(100));
        _clock.Steer(Start, new GlobalTime(90), 1);
        _reference.Start(Start + 4);
        Assert.Equal(100, _clock.At(Start + 4).Seconds);
        Assert.Equal(105, _clock.At(Start + 9).Seconds, 9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_785_492_000)]
    [InlineData(-5_000)]
    public void D3_60_R3_61_A_time_source_is_shifted_so_that_time_continues(double raw)
    {
        Assert.True(_reference.Start(Start, new LocalTime(raw)));
        Assert.Equal(12.5, _clock.At(Start).Seconds);
        Run(60, t => raw + t);
        Assert.Equal(72.5, _clock.At(Start + 60).Seconds, 4);
    }

    [Fact]
    public void Starting_again_only_changes_the_time_source()
    {
        _reference.Start(Start, new LocalTime(1_000));
        Run(10, t => 1_000 + t);
        Assert.False(_reference.Start(Start + 10, new LocalTime(-7)));
        Assert.Equal(22.5, _clock.At(Start + 10).Seconds, 4);
        Assert.False(_reference.Start(Start + 10));
        Assert.Equal(LocalTime.Never, _reference.NextDeadline);
        Assert.Equal(122.5, _clock.At(Start + 110).Seconds, 4);
    }

    [Fact]
    public void A_source_that_runs_at_another_rate_is_followed()
    {
        _reference.Start(Start, new LocalTime(0));
        Run(300, t => t * (1 + 200e-6));
        Assert.Equal(12.5 + 300 * (1 + 200e-6), _clock.At(Start + 300).Seconds, 3);
    }

    [Fact]
    public void The_grain_of_an_audio_buffer_is_smoothed()
    {
        const double buffer = 1024 / 44_100.0;
        _reference.Start(Start, new LocalTime(0));
        double worst = 0;
        Run(60, t => Math.Floor(t / buffer) * buffer, now =>
        {
            Assert.InRange(_clock.RateAt(now), 0.97, 1.03);
            if (now - Start > 5)
                worst = Math.Max(worst, Math.Abs(_clock.At(now).Seconds - now.Seconds + buffer / 2));
        });
        Assert.InRange(worst, 0, buffer / 2);
    }

    [Fact]
    public void A_source_that_stops_holds_the_time_of_the_ensemble_and_continues_it()
    {
        _reference.Start(Start, new LocalTime(0));
        GlobalTime last = _clock.At(Start);
        Run(60, t => t < 20 ? t : t < 40 ? 20 : t - 20, now =>
        {
            Assert.True(_clock.At(now) >= last);
            last = _clock.At(now);
            if (now - Start is > 35 and < 40)
                Assert.InRange(_clock.At(now).Seconds, 12.5 + 20, 12.5 + 21.2);
        });
        Assert.Equal(12.5 + 40, _clock.At(Start + 60).Seconds, 2);
    }

    [Fact]
    public void A_source_that_leaps_is_followed_and_one_that_fails_is_ignored()
    {
        _reference.Start(Start, new LocalTime(0));
        Run(20, t => t < 10 ? t : t + 500);
        Assert.Equal(12.5 + 520, _clock.At(Start + 20).Seconds, 2);
        Assert.False(_reference.HandleReading(Start + 20.1, new LocalTime(double.NaN)));
        Assert.Equal(Start.Seconds + 20.1 + ClockReference.ReadingSpacing, _reference.NextDeadline.Seconds, 9);
        Assert.Throws<ArgumentOutOfRangeException>(() => _reference.Start(Start, new LocalTime(double.NaN)));
    }

    [Fact]
    public void After_the_stop_time_runs_on()
    {
        Assert.False(_reference.HandleReading(Start, new LocalTime(1)));
        _reference.Start(Start, new LocalTime(0));
        _reference.Stop();
        Assert.False(_reference.IsRunning);
        Assert.Equal(LocalTime.Never, _reference.NextDeadline);
        Assert.Equal(13.5, _clock.At(Start + 1).Seconds, 9);
    }

    /// <summary>Drives the reference for some seconds from <see cref="Start"/> with a source given as a function of the time since then.</summary>
    private void Run(double seconds, Func<double, double> source, Action<LocalTime>? look = null)
    {
        while (_reference.NextDeadline <= Start + seconds)
        {
            LocalTime now = _reference.NextDeadline;
            _reference.HandleReading(now, new LocalTime(source(now - Start)));
            look?.Invoke(now);
        }
    }
}
