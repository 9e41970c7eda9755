using O2.Protocol;

namespace O2.Actors;

/// <summary>The two rings between this process and one thread, and what each side tells the other besides messages.</summary>
/// <remarks>
/// The thread reads <see cref="ToThread"/>, writes <see cref="ToHost"/>, and takes no lock. On this side many threads send, so they take turns by a
/// lock that the thread never sees; one at a time reads (<see cref="SharedMemoryBridge"/>).
/// </remarks>
internal sealed class SharedMemoryLink(ProcessCore core, SharedMemoryOptions options) : IBridgeLink
{
    private const int UsualTypes = 16, UsualBytes = 256;
    private readonly Lock _writing = new();
    private TaskCompletionSource? _roomWaiter;
    private volatile bool _isClosed;
    private volatile bool _isFinished;

    public MessageRing ToThread { get; } = new(options.RingBytes);

    public MessageRing ToHost { get; } = new(options.RingBytes);

    /// <summary>Whether this side has ended the link: nobody reads or writes here any more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Whether the thread has said that it writes nothing more.</summary>
    public bool IsFinished => _isFinished;

    public bool HasRoom
    {
        get
        {
            lock (_writing)
                return ToThread.HasRoomFor(UsualTypes, UsualBytes);
        }
    }

    /// <summary>The thread's last word.</summary>
    public void Finish() => _isFinished = true;

    /// <summary>
    /// Timed messages go to the thread at once, which holds them in memory of fixed size: what it could never deliver, or not for longer than this
    /// process would hold a message itself, does not get there.
    /// </summary>
    public SendStatus Send(O2Message message)
    {
        if (!message.Time.IsImmediate && Refuse(message.Time) is { } reason)
        {
            core.Drop(reason, message, MessageSource.Local);
            return reason == DropReason.NoClock ? SendStatus.NoClock : SendStatus.TooFarAhead;
        }

        lock (_writing)
        {
            return _isClosed ? SendStatus.NoService
                : ToThread.TryWrite(message.AsView()) ? SendStatus.Sent
                : ToThread.CanTake(message.Types.Length, message.Data.Length) ? SendStatus.Blocked
                : SendStatus.TooLarge;
        }
    }

    public Task WaitForRoomAsync(O2Message message)
    {
        lock (_writing)
        {
            return _isClosed || HasRoomFor(message) ? Task.CompletedTask
                : (_roomWaiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>The thread says nothing when it has made room; this side looks now and then.</summary>
    public void CheckRoom()
    {
        if (Volatile.Read(ref _roomWaiter) is not null && HasRoom)
            FreeWaiter();
    }

    public void Close()
    {
        _isClosed = true;
        FreeWaiter();
    }

    private DropReason? Refuse(GlobalTime time) =>
        !core.GlobalClock.IsSynchronized ? DropReason.NoClock
        : time - core.Now <= core.Options.MaxScheduleAhead.TotalSeconds ? null
        : DropReason.TooFarAhead;

    private bool HasRoomFor(O2Message message) => ToThread.HasRoomFor(message.Types.Length, message.Data.Length);

    private void FreeWaiter()
    {
        TaskCompletionSource? waiter;
        lock (_writing)
            (waiter, _roomWaiter) = (_roomWaiter, null);
        waiter?.SetResult();
    }
}
