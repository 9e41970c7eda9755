using O2.Protocol;

namespace O2.Actors;

/// <summary>A message from another process in the mailbox of a service: as long as it waits there, it is charged to who sent it.</summary>
internal sealed class Arrival
{
    /// <summary>From here on small elements are copied out of their bundle of up to 64 KiB: a service that is slow is not to keep one alive for each of them.</summary>
    private const int MaxWaitingInBundles = InboundBudget.LimitBytes / 8;

    private const int SmallBytes = 4096;
    private InboundBudget? _budget;

    /// <summary>Charges the budget.</summary>
    public Arrival(O2Message message, MessageSource source, InboundBudget budget)
    {
        bool isSmallElement = source.Origin == MessageOrigin.Bundle && message.Data.Length < SmallBytes;
        Message = isSmallElement && budget.Waiting > MaxWaitingInBundles ? message.WithOwnMemory() : message;
        Source = source;
        _budget = budget;
        budget.Take(message);
    }

    public O2Message Message { get; }

    public MessageSource Source { get; }

    /// <summary>Says that the message waits no longer; only the first call counts (a stashed message arrives again).</summary>
    public void Done() => Interlocked.Exchange(ref _budget, null)?.Release(Message);
}
