using O2.Protocol;

namespace O2.Actors;

/// <summary>Recognizes a sender that sends message after message, as quickly as it can.</summary>
/// <remarks>
/// A system call for each message is best for a note or a chord, and for the answer to a question: it leaves at once. For a stream it
/// is slow. How long a call takes depends on the machine (1 to 5 us over loopback), so it does not count: who sends again within <see cref="RapidSeconds"/>
/// after the call before has returned has not waited for an answer, which takes two calls of the other side. Not thread-safe.
/// </remarks>
internal struct BurstDetector
{
    private const double RapidSeconds = 2e-6;
    private const int RapidSends = 16;
    private LocalTime _returned;
    private int _count;

    /// <summary>Notes that somebody wants to send; true when that belongs to a burst.</summary>
    public bool IsBurst(LocalTime now)
    {
        _count = now - _returned < RapidSeconds ? _count + 1 : 0;
        return _count >= RapidSends;
    }

    /// <summary>Notes that the call which sends has returned.</summary>
    public void Returned(LocalTime now) => _returned = now;
}
