using System.Collections.Concurrent;
using O2.Protocol;

namespace O2.Actors.Tests.Scheduling;

/// <summary>The timer's thread against a clock and a wait that the test owns: no real time passes.</summary>
public sealed class PreciseTimerTests : IDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);   // reached only when the test fails

    private readonly SteppedClock _clock = new();
    private readonly ScriptedWait _wait;
    private readonly BlockingCollection<LocalTime> _rings = [];
    private readonly PreciseTimer _timer;

    public PreciseTimerTests()
    {
        _wait = new ScriptedWait(_clock);
        _timer = new PreciseTimer(_clock, () => _rings.Add(_clock.Now), _wait);
    }

    public void Dispose()
    {
        _timer.Dispose();
        Assert.True(_wait.IsDisposed);
    }

    [Fact]
    public void It_rings_once_at_the_moment_and_not_before()
    {
        LocalTime at = _clock.Now + 0.25;
        _timer.Arm(at);
        Assert.InRange(Ring() - at, 0, 100e-6);
        _wait.AwaitSleep();
        Assert.Empty(_rings);
    }

    [Fact]
    public void A_moment_that_has_passed_rings_at_once()
    {
        _timer.Arm(_clock.Now - 100);
        Ring();
        _timer.Arm(new LocalTime(double.NegativeInfinity));
        Ring();
    }

    [Fact]
    public void An_earlier_moment_wakes_the_thread()
    {
        LocalTime late = _clock.Now + 3_600;
        _timer.Arm(late);
        _wait.AwaitSleep();
        _timer.Arm(_clock.Now + 0.1);
        Assert.True(Ring() < late);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void A_moment_that_never_comes_disarms(double never)
    {
        _timer.Arm(_clock.Now + 3_600);
        _wait.AwaitSleep();
        _timer.Arm(new LocalTime(never));
        _clock.Advance(7_200);
        _wait.Wake();
        _wait.AwaitSleep();
        Assert.Empty(_rings);
        _timer.Arm(_clock.Now + 0.1);
        Ring();
    }

    [Fact]
    public void With_nothing_to_ring_for_it_sleeps_on_when_a_wait_has_ended()
    {
        _wait.AwaitSleep();
        for (int i = 0; i < 3; i++)
        {
            _wait.EndByTime();
            _wait.AwaitSleep();
        }
        LocalTime at = _clock.Now + 0.25;
        _timer.Arm(at);
        Assert.InRange(Ring() - at, 0, 100e-6);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(120e-6, 120e-6)]
    [InlineData(0.050, PreciseTimer.MaxSpinSeconds)]
    public void It_wakes_earlier_by_what_waits_are_late_up_to_a_limit(double oversleep, double headStart)
    {
        _wait.Oversleep = oversleep;
        LocalTime at = default;
        for (int i = 0; i < 400; i++)
        {
            at = _clock.Now + 0.01;
            _timer.Arm(at);
            Ring();
        }
        Assert.Equal(headStart, at - _wait.WantedEnd, 20e-6);
    }

    [Fact]
    public void Whatever_waits_do_it_never_rings_early()
    {
        var random = new Random(99);
        for (int i = 0; i < 500; i++)
        {
            _wait.Oversleep = (random.NextDouble() - 0.3) * 0.002;    // early ones too, as of waits that count milliseconds
            LocalTime at = _clock.Now + random.NextDouble() * 0.02;
            _timer.Arm(at);
            Assert.True(Ring() >= at, $"ring {i} of seed 99");
        }
    }

    [Fact]
    public void A_callback_may_arm_again_and_may_dispose()
    {
        var clock = new SteppedClock();
        var done = new ManualResetEventSlim();
        int rings = 0;
        PreciseTimer timer = null!;
        timer = new PreciseTimer(clock, () =>
        {
            if (++rings < 5)
            {
                timer.Arm(clock.Now + 0.5);
                return;
            }
            timer.Dispose();
            done.Set();
        }, new ScriptedWait(clock));
        timer.Arm(clock.Now + 0.5);
        Assert.True(done.Wait(Hang));
        timer.Dispose();
        timer.Arm(clock.Now);
        Assert.Equal(5, rings);
    }

    private LocalTime Ring()
    {
        Assert.True(_rings.TryTake(out LocalTime at, Hang), "the timer did not ring");
        return at;
    }

    /// <summary>A clock that advances by a microsecond whenever someone looks.</summary>
    private sealed class SteppedClock : ILocalClock
    {
        private long _microseconds = 86_400_000_007;
        public LocalTime Now => new(Interlocked.Increment(ref _microseconds) * 1e-6);
        public void Advance(double seconds) => Interlocked.Add(ref _microseconds, (long)Math.Max(0, seconds * 1e6));
    }

    /// <summary>A wait that takes no time but moves the clock; one of a minute or more lasts until it is woken.</summary>
    private sealed class ScriptedWait(SteppedClock clock) : TimerWait
    {
        private readonly object _gate = new();
        private bool _isAsleep, _isWoken, _isOver;

        public double Oversleep { get; set; }
        public LocalTime WantedEnd { get; private set; }
        public bool IsDisposed { get; private set; }

        public void AwaitSleep()
        {
            lock (_gate)
            {
                while (!_isAsleep || _isWoken || _isOver)
                    Assert.True(Monitor.Wait(_gate, Hang), "the thread does not sleep");
            }
        }

        public override bool Wait(double seconds)
        {
            lock (_gate)
            {
                _isAsleep = seconds >= 60;
                Monitor.PulseAll(_gate);
                while (_isAsleep && !_isWoken && !_isOver)
                    Monitor.Wait(_gate);
                _isAsleep = _isOver = false;
                if (_isWoken)
                {
                    _isWoken = false;
                    return true;
                }
            }
            WantedEnd = clock.Now + seconds;
            clock.Advance(seconds + Oversleep);
            return false;
        }

        /// <summary>Lets the minute of a long wait pass.</summary>
        public void EndByTime()
        {
            lock (_gate)
            {
                _isOver = true;
                Monitor.PulseAll(_gate);
            }
        }

        public override void Wake()
        {
            lock (_gate)
            {
                _isWoken = true;
                Monitor.PulseAll(_gate);
            }
        }

        public override void Dispose() => IsDisposed = true;
    }
}
