using System.Diagnostics;
using O2.Protocol;

namespace O2.Discovery;

/// <summary>The machine's monotonic clock, counted from the first use.</summary>
internal sealed class SystemClock : ILocalClock
{
    private readonly long _origin = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public LocalTime Now => new(Stopwatch.GetElapsedTime(_origin).TotalSeconds);
}
