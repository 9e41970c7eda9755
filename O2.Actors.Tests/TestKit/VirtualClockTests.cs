using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.TestKit;

public sealed class VirtualClockTests
{
    private readonly VirtualClock _clock = new();
    private readonly List<string> _log = [];

    [Fact]
    public void It_stands_still_until_it_is_advanced()
    {
        LocalTime start = _clock.Now;
        Assert.Equal(VirtualClock.StartSeconds, start.Seconds);
        Assert.Equal(start, _clock.Now);
        _clock.Advance(2.5);
        Assert.Equal(start + 2.5, _clock.Now);
        _clock.AdvanceTo(start);
        Assert.Equal(start + 2.5, _clock.Now);
    }

    [Fact]
    public void Timers_ring_in_order_at_their_moments()
    {
        LocalTime start = _clock.Now;
        using IPreciseTimer late = Timer("late"), early = Timer("early"), same = Timer("same");
        late.Arm(start + 2);
        early.Arm(start + 1);
        same.Arm(start + 2);
        _clock.Advance(1.5);
        Assert.Equal(["early 1.000000"], _log);
        _clock.Advance(1);
        Assert.Equal(["early 1.000000", "late 2.000000", "same 2.000000"], _log);
    }

    [Fact]
    public void A_timer_that_is_armed_again_rings_at_the_last_moment_only()
    {
        using IPreciseTimer timer = Timer("ring");
        timer.Arm(_clock.Now + 1);
        timer.Arm(_clock.Now + 3);
        timer.Arm(_clock.Now + 2);
        _clock.Advance(10);
        Assert.Equal(["ring 2.000000"], _log);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_timer_that_is_disarmed_or_disposed_does_not_ring(double never)
    {
        IPreciseTimer disarmed = Timer("disarmed"), disposed = Timer("disposed");
        disarmed.Arm(_clock.Now + 1);
        disposed.Arm(_clock.Now + 1);
        disarmed.Arm(new LocalTime(never));
        disposed.Dispose();
        _clock.Advance(10);
        Assert.Empty(_log);
    }

    [Fact]
    public void A_moment_that_has_passed_rings_a_tick_later_so_that_time_goes_on()
    {
        int rings = 0;
        IPreciseTimer timer = null!;
        timer = _clock.CreateTimer(() =>
        {
            rings++;
            timer.Arm(_clock.Now);
        });
        timer.Arm(_clock.Now - 5);
        _clock.Advance(0);
        Assert.Equal(0, rings);
        _clock.Advance(100e-6 + VirtualClock.Tick / 2);
        Assert.InRange(rings, 99, 101);
    }

    [Fact]
    public void What_runs_in_virtual_time_cannot_advance_it()
    {
        using IPreciseTimer timer = _clock.CreateTimer(() => _clock.Advance(1));
        timer.Arm(_clock.Now + 1);
        Assert.Throws<InvalidOperationException>(() => _clock.Advance(2));
        _clock.Advance(1);
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Time_passes_by_a_finite_amount_and_not_back(double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(seconds));

    [Fact]
    public void What_awaits_a_virtual_event_goes_on_within_it()
    {
        var reached = new TaskCompletionSource();
        using IPreciseTimer timer = _clock.CreateTimer(reached.SetResult);
        int thread = 0;
        Task waiting = Wait();
        timer.Arm(_clock.Now + 1);
        _clock.Advance(1);
        Assert.True(waiting.IsCompletedSuccessfully);
        Assert.Equal(Environment.CurrentManagedThreadId, thread);

        async Task Wait()
        {
            await reached.Task.ConfigureAwait(false);
            thread = Environment.CurrentManagedThreadId;
        }
    }

    [Fact]
    public void The_clock_of_a_machine_is_off_and_skewed_and_its_timers_follow_it()
    {
        var network = new VirtualNetwork(_clock, seed: 3);
        IProcessClock fast = network.AddMachine(skew: 0.01).Clock, other = network.AddMachine().Clock;
        LocalTime fastStart = fast.Now, otherStart = other.Now;
        Assert.NotEqual(fastStart, otherStart);
        using IPreciseTimer timer = fast.CreateTimer(() => _log.Add($"{fast.Now - fastStart:F6}"));
        timer.Arm(fastStart + 1.01);
        _clock.Advance(2);
        Assert.Equal(2.02, fast.Now - fastStart, 6);
        Assert.Equal(2, other.Now - otherStart, 6);
        Assert.Equal(["1.010000"], _log);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.AddMachine(skew: 2));
    }

    private IPreciseTimer Timer(string name)
    {
        LocalTime start = _clock.Now;
        return _clock.CreateTimer(() => _log.Add(FormattableString.Invariant($"{name} {_clock.Now - start:F6}")));
    }
}
