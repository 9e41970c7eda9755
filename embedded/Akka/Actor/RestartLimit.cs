using System.Diagnostics;

namespace Akka.Actor;

/// <summary>Counts the restarts of one child in a window of time.</summary>
/// <remarks>
/// The window opens with the first restart. A restart after its end opens the next one; one that exceeds the count
/// inside it is refused.
/// </remarks>
internal struct RestartLimit
{
    private int _count;
    private long _windowStart;

    /// <summary>The window of a strategy in milliseconds, -1 for none.</summary>
    public static int Milliseconds(TimeSpan? window) =>
        window is { } value && value != Timeout.InfiniteTimeSpan ? checked((int)value.TotalMilliseconds) : -1;

    /// <summary>Counts one more restart, and tells whether it is allowed.</summary>
    public bool Request(int maxRestarts, int windowMilliseconds)
    {
        if (maxRestarts == 0)
            return false;
        if (windowMilliseconds <= 0)
            return maxRestarts < 0 || ++_count <= maxRestarts;

        var now = Stopwatch.GetTimestamp();
        if (_count == 0 || Stopwatch.GetElapsedTime(_windowStart, now).TotalMilliseconds > windowMilliseconds)
        {
            _windowStart = now;
            _count = 1;
            return true;
        }
        return ++_count <= Math.Max(maxRestarts, 1);
    }
}
