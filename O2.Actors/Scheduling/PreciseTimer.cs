using O2.Protocol;

namespace O2.Actors;

/// <summary>A timer with a thread of its own: waits until shortly before the moment, then spins.</summary>
/// <remarks>
/// <para>
/// A wait ends late by what the system needs to wake a thread (Linux: some 50 us, more on a busy machine). The thread
/// measures by how much and wakes that much earlier, at most <see cref="MaxSpinSeconds"/>, so it spins no longer than the
/// machine makes it worth while. It never rings early.
/// </para>
/// <para>
/// Of two threads that arm at once one wins; the owner serializes. A thread that dies would take all timed messages
/// with it, which is why the callback must not throw.
/// </para>
/// </remarks>
internal sealed class PreciseTimer : IPreciseTimer
{
    /// <summary>At a hundred rings a second this spins away at most 2 % of a core.</summary>
    internal const double MaxSpinSeconds = 200e-6;

    /// <summary>How fast the head start grows after a wait that ended later, and shrinks after one that ended earlier than it.</summary>
    private const double Grow = 0.25, Shrink = 0.02;

    /// <summary>Waits are cut to this, so that durations never overflow what a system takes.</summary>
    private const double MaxWaitSeconds = 60;

    private readonly ILocalClock _clock;
    private readonly Action _due;
    private readonly TimerWait _wait;
    private readonly Thread _thread;
    private double _at = double.PositiveInfinity;        // when to ring
    private double _waitsUntil = double.NegativeInfinity; // what the thread sleeps for; nothing while it is awake
    private double _headStart = 60e-6;
    private volatile bool _isDisposed;
    private bool _hasEnded;                               // guarded by _wait

    public PreciseTimer(ILocalClock clock, Action due) : this(clock, due, TimerWait.Create()) { }

    internal PreciseTimer(ILocalClock clock, Action due, TimerWait wait)
    {
        (_clock, _due, _wait) = (clock, due, wait);
        _thread = new Thread(Run) { IsBackground = true, Name = "O2 timer", Priority = ThreadPriority.Highest };
        _thread.Start();
    }

    public void Arm(LocalTime at)
    {
        double seconds = double.IsNaN(at.Seconds) ? double.PositiveInfinity : at.Seconds;
        Interlocked.Exchange(ref _at, seconds); // full fences on both sides: either we see what the thread sleeps for, or it sees the new moment
        if (seconds < Volatile.Read(ref _waitsUntil))
            Wake();
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Wake();
        if (Thread.CurrentThread != _thread)
            _thread.Join();
    }

    private void Run()
    {
        _wait.EnterThread();
        while (!_isDisposed)
        {
            double at = Volatile.Read(ref _at), now = _clock.Now.Seconds, left = at - now;
            if (left <= 0)
            {
                if (Interlocked.CompareExchange(ref _at, double.PositiveInfinity, at) == at)
                    _due();
            }
            else if (left <= _headStart)
            {
                Thread.SpinWait(10);
            }
            else
            {
                Sleep(at, now);
            }
        }
        lock (_wait)
        {
            _hasEnded = true;
            _wait.Dispose();
        }
    }

    private void Wake()
    {
        lock (_wait)
        {
            if (!_hasEnded)
                _wait.Wake();
        }
    }

    private void Sleep(double at, double now)
    {
        double duration = Math.Min(at - now - _headStart, MaxWaitSeconds);
        double wakeAt = now + duration;
        Interlocked.Exchange(ref _waitsUntil, at);
        bool woken = Volatile.Read(ref _at) != at || _isDisposed || _wait.Wait(duration);
        Volatile.Write(ref _waitsUntil, double.NegativeInfinity);
        if (!woken)
            Learn(_clock.Now.Seconds - wakeAt);
    }

    private void Learn(double oversleep)
    {
        double wanted = Math.Clamp(oversleep, 0, MaxSpinSeconds);
        _headStart += (wanted - _headStart) * (wanted > _headStart ? Grow : Shrink);
    }
}
