using O2.Protocol;

namespace O2.Actors;

/// <summary>The timer of real-time mode: rings on the thread of a <see cref="BusyLoop"/>, which looks at it in every round.</summary>
internal sealed class BusyTimer : IPreciseTimer
{
    private readonly BusyLoop _loop;
    private readonly ILocalClock _clock;
    private readonly Action _due;
    private double _at = double.PositiveInfinity;

    public BusyTimer(BusyLoop loop, ILocalClock clock, Action due)
    {
        (_loop, _clock, _due) = (loop, clock, due);
        loop.Add(this);
    }

    public void Arm(LocalTime at) => Volatile.Write(ref _at, double.IsNaN(at.Seconds) ? double.PositiveInfinity : at.Seconds);

    public void Dispose()
    {
        Arm(LocalTime.Never);
        _loop.Remove(this);
    }

    /// <summary>To be called over and over by the loop.</summary>
    public void RingWhenDue()
    {
        double at = Volatile.Read(ref _at);
        if (double.IsPositiveInfinity(at) || at > _clock.Now.Seconds)
            return;
        if (Interlocked.CompareExchange(ref _at, double.PositiveInfinity, at) == at)
            _due();
    }
}
