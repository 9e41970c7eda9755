using O2.Protocol;

namespace O2.Actors;

/// <summary>How long to wait before the next attempt: a tenth of a second, doubled by each failure up to five seconds.</summary>
internal sealed class RetryPause
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.1), Longest = TimeSpan.FromSeconds(5);
    private TimeSpan _next = First;
    private LocalTime _succeededAt = LocalTime.Never;

    /// <summary>Notes a success. One that does not last longer than the longest pause does not shorten the pauses.</summary>
    public void Succeed(LocalTime now) => _succeededAt = now;

    /// <summary>Notes a failure, or the end of a success.</summary>
    /// <returns>The pause.</returns>
    public TimeSpan Fail(LocalTime now)
    {
        if (now - _succeededAt > Longest.TotalSeconds)
            _next = First;
        _succeededAt = LocalTime.Never;
        var pause = _next;
        _next = pause * 2 < Longest ? pause * 2 : Longest;
        return pause;
    }
}
