using O2.Protocol;

namespace O2.Actors;

/// <summary>The two rings between this process and one thread, and what each side tells the other besides messages.</summary>
/// <remarks>
/// The thread reads <see cref="ToThread"/>, writes <see cref="ToHost"/>, and takes no lock. On this side many threads send, so they take turns by a
/// lock that the thread never sees; one at a time reads (<see cref="SharedMemoryBridge"/>). The lock is a spin lock because it is held for some 20 ns, and
/// is given back by a plain store: an interlocked operation would wait until the other processor has let go of what was just written.
/// </remarks>
internal sealed class SharedMemoryLink(ProcessCore core, SharedMemoryOptions options) : IBridgeLink, IByteLink
{
    private const int UsualTypes = 16, UsualBytes = 256;
    private readonly Lock _waiting = new();
    private readonly Signal _room = new(core.Environment.Background);
    private SpinLock _writing = new(enableThreadOwnerTracking: false);
    private volatile bool _isClosed;
    private volatile bool _isFinished;

    public MessageRing ToThread { get; } = new(options.RingBytes);

    public MessageRing ToHost { get; } = new(options.RingBytes);

    /// <summary>Whether this side has ended the link: nobody reads or writes here any more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Whether the thread has said that it writes nothing more.</summary>
    public bool IsFinished => _isFinished;

    public bool HasRoom => HasRoomFor(UsualTypes, UsualBytes);

    /// <summary>The thread's last word.</summary>
    public void Finish() => _isFinished = true;

    /// <summary>
    /// Timed messages go to the thread at once, which holds them in memory of fixed size: what it could never deliver, or not for longer than this
    /// process would hold a message itself, does not get there.
    /// </summary>
    public SendStatus Send(O2Message message)
    {
        if (!message.Time.IsImmediate && Refuse(message.Time) is { } reason)
            return reason;
        return TryWrite(message.AsView()) ? SendStatus.Sent
            : _isClosed ? SendStatus.NoService
            : ToThread.CanTake(message.Types.Length, message.Data.Length) ? SendStatus.Blocked
            : SendStatus.TooLarge;
    }

    /// <inheritdoc/>
    public bool TrySend(in O2MessageView message) => (message.Time.IsImmediate || Refuse(message.Time) is null) && TryWrite(message);

    public Task WaitForRoomAsync(O2Message message)
    {
        lock (_waiting)
        {
            return _isClosed || HasRoomFor(message.Types.Length, message.Data.Length) ? Task.CompletedTask : _room.Next();
        }
    }

    /// <summary>The thread says nothing when it has made room; this side looks now and then.</summary>
    public void CheckRoom()
    {
        if (_room.IsAwaited && HasRoom)
            _room.Raise();
    }

    public void Close()
    {
        lock (_waiting)
            _isClosed = true;
        _room.Raise();
    }

    private SendStatus? Refuse(GlobalTime time) =>
        !core.GlobalClock.IsSynchronized ? SendStatus.NoClock
        : time - core.Now <= core.Options.MaxScheduleAhead.TotalSeconds ? null
        : SendStatus.TooFarAhead;

    private bool TryWrite(in O2MessageView message)
    {
        bool isHeld = false;
        _writing.Enter(ref isHeld);
        try
        {
            return !_isClosed && ToThread.TryWrite(message);
        }
        finally
        {
            _writing.Exit(useMemoryBarrier: false);
        }
    }

    private bool HasRoomFor(int typeCount, int dataLength)
    {
        bool isHeld = false;
        _writing.Enter(ref isHeld);
        try
        {
            return ToThread.HasRoomFor(typeCount, dataLength);
        }
        finally
        {
            _writing.Exit(useMemoryBarrier: false);
        }
    }
}
