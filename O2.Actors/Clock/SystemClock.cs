using System.Diagnostics;
using O2.Protocol;

namespace O2.Actors;

/// <summary>The machine's monotonic clock, in seconds since this object was made.</summary>
/// <remarks>
/// Set by nobody: changes of the date, time zones and leap seconds do not touch it. The only place of the library that reads a
/// clock. Thread-safe: yes. Reading allocates nothing and takes some 30 ns.
/// </remarks>
public sealed class SystemClock : IProcessClock
{
    private static readonly double SecondsPerTick = 1.0 / Stopwatch.Frequency;
    private readonly long _origin = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public LocalTime Now => new((Stopwatch.GetTimestamp() - _origin) * SecondsPerTick);

    /// <inheritdoc/>
    public DateTime UtcNow => DateTime.UtcNow;

    /// <inheritdoc/>
    public IPreciseTimer CreateTimer(Action due) => new PreciseTimer(this, due);
}
