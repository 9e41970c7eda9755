using O2.Protocol;

namespace O2.Actors;

/// <summary>Recognizes a sender that sends message after message, as quickly as it can.</summary>
/// <remarks>
/// A system call for each message is best for a note or a chord, and for the answer to a question: it leaves at once. For a stream it
/// is slow. A call takes 1 to 3 us over loopback, an answer more than 5 us to come, so sends that follow each other within
/// <see cref="RapidSeconds"/> are calls on end. Not thread-safe.
/// </remarks>
internal struct BurstDetector
{
    private const double RapidSeconds = 4e-6;
    private const int RapidSends = 16;
    private LocalTime _last;
    private int _count;

    /// <summary>Notes a send; true when it belongs to a burst.</summary>
    public bool IsBurst(LocalTime now)
    {
        _count = now - _last < RapidSeconds ? _count + 1 : 0;
        _last = now;
        return _count >= RapidSends;
    }
}
