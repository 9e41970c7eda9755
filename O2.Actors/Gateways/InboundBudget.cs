using O2.Protocol;

namespace O2.Actors;

/// <summary>How much of what came from one place may wait in mailboxes of this process: 1 MiB, each message counting 256 bytes besides its length.</summary>
/// <remarks>
/// One for each connection, which reads nothing more while its budget is used up, and goes on when half of it is free; one for the datagrams of each
/// service, which are dropped then. So a flood fills no memory, and holds up nobody but its sender. See
/// <c>docs/decisions/0008-back-pressure.md</c>. Thread-safe; takes no lock.
/// </remarks>
/// <param name="onRoom">Called once after each <see cref="TryPause"/> that returned true, on any thread, when half of the budget is free; null when nobody pauses.</param>
internal sealed class InboundBudget(Action? onRoom = null)
{
    public const int LimitBytes = 1 << 20;
    public const int MessageBytes = 256;
    private long _waiting;
    private int _isPaused;

    /// <summary>Whether another message may wait.</summary>
    public bool HasRoom => Volatile.Read(ref _waiting) < LimitBytes;

    /// <summary>How many bytes wait.</summary>
    public long Waiting => Volatile.Read(ref _waiting);

    /// <summary>Says that a message waits. It is always taken; who asks <see cref="HasRoom"/> first keeps within the limit.</summary>
    public void Take(O2Message message) => Interlocked.Add(ref _waiting, CostOf(message));

    /// <summary>Says that a message waits no longer.</summary>
    public void Release(O2Message message)
    {
        if (Interlocked.Add(ref _waiting, -CostOf(message)) <= LimitBytes / 2 && Volatile.Read(ref _isPaused) != 0)
            GoOn();
    }

    /// <summary>True when the budget is used up: the caller pauses, and is told when to go on, maybe before this returns.</summary>
    public bool TryPause()
    {
        if (HasRoom)
            return false;
        Interlocked.Exchange(ref _isPaused, 1);
        if (Volatile.Read(ref _waiting) <= LimitBytes / 2)
            GoOn();   // what was handled meanwhile did not see that we pause
        return true;
    }

    private static int CostOf(O2Message message) => MessageBytes + message.WireLength;

    private void GoOn()
    {
        if (Interlocked.Exchange(ref _isPaused, 0) != 0)
            onRoom?.Invoke();
    }
}
