using System.Numerics;
using O2.Protocol;

namespace O2.Actors;

/// <summary>What waits to be sent to one process: a bounded queue of encoded frames that any thread may add to.</summary>
/// <remarks>
/// Two buffers: one is being sent while the other fills, so that a burst leaves in few system calls; a frame for an idle
/// connection goes straight to the socket. A sender that finds the connection idle also sends what others add meanwhile, but not for ever: after
/// <see cref="MaxBatchesOfSender"/> another thread goes on. Thread-safe. Never blocks. Allocates only while its buffers grow to their bound.
/// </remarks>
/// <param name="connection">Where the bytes go.</param>
/// <param name="capacityBytes">How many may wait.</param>
/// <param name="background">Where sending goes on, and those who wait for room.</param>
internal sealed class OutboundQueue(IStreamConnection connection, int capacityBytes, IBackground background)
{
    private const int InitialBytes = 4096;
    private const int MaxBatchesOfSender = 4;
    private const int UsualBytes = 4096;
    private readonly Lock _lock = new();
    private readonly Signal _room = new(background);
    private byte[] _filling = new byte[InitialBytes];
    private byte[] _draining = new byte[InitialBytes];
    private int _filled;
    private bool _sending;
    private bool _closed;

    /// <summary>How many bytes may wait; may be changed before the first is sent.</summary>
    public int CapacityBytes { get; set; } = capacityBytes;

    /// <summary>What would become of a message of the usual size now.</summary>
    public SendStatus CanSend
    {
        get
        {
            lock (_lock)
                return _closed ? SendStatus.NoService : HasRoomFor(UsualBytes) ? SendStatus.Sent : SendStatus.Blocked;
        }
    }

    /// <summary>True when more waits than may; only announcements get that far.</summary>
    public bool IsOverfull
    {
        get
        {
            lock (_lock)
                return _filled > CapacityBytes;
        }
    }

    /// <summary>Takes a message, or says why not: <see cref="SendStatus.Blocked"/>, <see cref="SendStatus.NoService"/> (closed), <see cref="SendStatus.TooLarge"/>.</summary>
    /// <param name="message">The message; it may live on the sender's stack.</param>
    /// <param name="always">Whether to take it also where there is no room.</param>
    public SendStatus Add(in O2MessageView message, bool always = false)
    {
        int size = TcpFramer.PrefixBytes + message.WireLength;
        if (message.WireLength > TcpFramer.MaxFrameBytes)
            return SendStatus.TooLarge;
        ReadOnlyMemory<byte> batch;
        lock (_lock)
        {
            if (TryReserve(size, always, out var room) is { } refusal)
                return refusal;
            MessageEncoder.WriteTcp(message, room);
            if (_sending)
                return SendStatus.Sent;
            batch = StartBatch();
        }

        Send(batch);
        return SendStatus.Sent;
    }

    /// <summary>Takes bytes as they are, all or none, or says why not: <see cref="SendStatus.Blocked"/>, <see cref="SendStatus.NoService"/> (closed).</summary>
    /// <param name="frame">The bytes.</param>
    /// <param name="always">Whether to take them also where there is no room.</param>
    public SendStatus Add(ReadOnlySpan<byte> frame, bool always = false)
    {
        ReadOnlyMemory<byte> batch;
        lock (_lock)
        {
            if (TryReserve(frame.Length, always, out var room) is { } refusal)
                return refusal;
            frame.CopyTo(room);
            if (_sending)
                return SendStatus.Sent;
            batch = StartBatch();
        }

        Send(batch);
        return SendStatus.Sent;
    }

    /// <summary>Takes a message, or says why not.</summary>
    public SendStatus Add(O2Message message) => Add(message.AsView());

    /// <summary>Completes when there may be room for a message, or the connection is closed.</summary>
    public Task WaitForRoomAsync(O2Message message) => WaitForRoomAsync(MessageEncoder.GetTcpSize(message));

    /// <summary>Completes when there may be room for so many bytes, or the connection is closed.</summary>
    public Task WaitForRoomAsync(int size)
    {
        lock (_lock)
            return _closed || HasRoomFor(size) ? Task.CompletedTask : _room.Next();
    }

    /// <summary>What was added and not handed to the system yet, in order; for a queue that is closed.</summary>
    public ReadOnlySpan<byte> Unsent => _filling.AsSpan(0, _filled);

    /// <summary>Completes when everything that was added has been handed to the system.</summary>
    public async Task DrainAsync()
    {
        while (true)
        {
            Task wait;
            lock (_lock)
            {
                if (_closed || !_sending)
                    return;
                wait = _room.Next();
            }

            await wait.ConfigureAwait(false);
        }
    }

    /// <summary>To be called when the connection reports the end of a send.</summary>
    public void OnSent()
    {
        if (TryNextBatch(out var batch))
            Drain(batch);
    }

    /// <summary>Refuses everything from now on and frees those who wait.</summary>
    public void Close()
    {
        lock (_lock)
            _closed = true;
        _room.Raise();
    }

    /// <summary>Null when there is room, which counts as filled from now on; else the refusal.</summary>
    private SendStatus? TryReserve(int size, bool always, out Span<byte> room)
    {
        room = default;
        if (_closed)
            return SendStatus.NoService;
        if (!always && !HasRoomFor(size))
            return SendStatus.Blocked;
        Reserve(size);
        room = _filling.AsSpan(_filled, size);
        _filled += size;
        return null;
    }

    private void Send(ReadOnlyMemory<byte> batch)
    {
        for (int i = 0; i < MaxBatchesOfSender; i++)
        {
            if (!connection.Send(batch) || !TryNextBatch(out batch))
                return;
        }

        DrainElsewhere(batch);
    }

    /// <summary>An empty queue takes a message of any size.</summary>
    private bool HasRoomFor(int size) => _filled == 0 || _filled + size <= CapacityBytes;

    private void DrainElsewhere(ReadOnlyMemory<byte> batch) => background.Run(() => Drain(batch));

    private void Drain(ReadOnlyMemory<byte> batch)
    {
        while (connection.Send(batch) && TryNextBatch(out batch))
        {
        }
    }

    private bool TryNextBatch(out ReadOnlyMemory<byte> batch)
    {
        bool more;
        lock (_lock)
        {
            more = _filled > 0 && !_closed;
            batch = more ? StartBatch() : default;
            _sending = more;
        }

        _room.Raise();
        return more;
    }

    private ReadOnlyMemory<byte> StartBatch()
    {
        var batch = _filling.AsMemory(0, _filled);
        (_filling, _draining) = (_draining, _filling);
        _filled = 0;
        _sending = true;
        return batch;
    }

    private void Reserve(int size)
    {
        if (_filled + size > _filling.Length)
            Array.Resize(ref _filling, (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)(_filled + size)), (uint)Array.MaxLength));
    }
}
