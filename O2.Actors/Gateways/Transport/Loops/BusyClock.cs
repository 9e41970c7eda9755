using O2.Protocol;

namespace O2.Actors;

/// <summary>The clock of real-time mode: shows the time of another clock, and its timers ring on the thread of a <see cref="BusyLoop"/>.</summary>
internal sealed class BusyClock(IProcessClock clock, BusyLoop loop) : IProcessClock
{
    public LocalTime Now => clock.Now;

    public DateTime UtcNow => clock.UtcNow;

    public IPreciseTimer CreateTimer(Action due) => new BusyTimer(loop, clock, due);
}
