using O2.Protocol;

namespace O2.Actors;

/// <summary>Lets some things through at once and then so many per second, and counts the others: a flood of bad messages is not to be a flood of log lines.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RateLimit(int burst, double perSecond)
{
    private readonly Lock _lock = new();
    private double _tokens = burst;
    private LocalTime _filledAt;
    private int _heldBack;

    /// <summary>Whether one more may pass now.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="heldBack">How many were not let through since the last one that was.</param>
    public bool TryPass(LocalTime now, out int heldBack)
    {
        lock (_lock)
        {
            _tokens = Math.Min(burst, _tokens + (Math.Max(0, now - _filledAt) * perSecond));
            _filledAt = now;
            heldBack = _heldBack;
            if (_tokens < 1)
            {
                _heldBack++;
                return false;
            }

            _tokens--;
            _heldBack = 0;
            return true;
        }
    }
}
