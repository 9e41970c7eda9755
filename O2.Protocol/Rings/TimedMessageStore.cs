namespace O2.Protocol;

/// <summary>Keeps messages until their time, in memory that is taken once; gives them back by time, equal times in order of arrival.</summary>
/// <remarks>
/// For a thread that must not allocate, where a <see cref="TimeQueue{T}"/> of messages would. The memory is cut into pieces of 128 bytes, and a message takes as
/// many as it needs, wherever they are: messages of all lengths share the room, and it cannot become too scattered to use. A message of more than
/// one piece is put together again when it is taken. Not thread-safe: one owner at a time. Allocates: only when made.
/// </remarks>
public sealed class TimedMessageStore
{
    /// <summary>What a short message takes, in bytes.</summary>
    public const int PieceBytes = 128;

    /// <summary>The largest capacity, in bytes.</summary>
    public const int MaxCapacity = 1 << 28;

    private const int None = -1;

    private readonly byte[] _bytes;
    private readonly int[] _next;               // the piece behind each piece: of its message, or of those that are free
    private readonly O2Address?[] _addresses;   // of the message that begins in the piece
    private readonly TimeQueue<int> _queue;     // first pieces
    private readonly byte[] _whole;             // a message of several pieces
    private int _free;
    private int _freeCount;
    private int _taken = None;

    /// <summary>Makes an empty store.</summary>
    /// <param name="capacity">Bytes, 128 to 2^28. A message takes its types (two bytes for each), its arguments and 24 bytes more, rounded up to a multiple of 128.</param>
    /// <param name="maxMessageBytes">The longest message to take, counted so; 24 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public TimedMessageStore(int capacity, int maxMessageBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, PieceBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxCapacity);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, RingRecord.HeaderBytes);
        _freeCount = capacity / PieceBytes;
        _bytes = RingRecord.Allocate(_freeCount * PieceBytes);
        _whole = RingRecord.Allocate(maxMessageBytes);
        _addresses = new O2Address?[_freeCount];
        _next = new int[_freeCount];
        for (int piece = 0; piece < _freeCount; piece++)
            _next[piece] = piece + 1 < _freeCount ? piece + 1 : None;
        _queue = new TimeQueue<int>(_freeCount);
        _queue.Reserve(_freeCount);
    }

    /// <summary>How many messages wait.</summary>
    public int Count => _queue.Count;

    /// <summary>When the first message is due, in seconds of global time; positive infinity when none waits.</summary>
    public double NextTime => _queue.NextTime;

    /// <summary>Keeps a copy of a message until its time.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False when there is no room for it, it is too long, or its time never comes.</returns>
    /// <remarks>The message that was taken last is no longer valid.</remarks>
    public bool TryAdd(in O2MessageView message)
    {
        FreeTaken();
        long length = RingRecord.LengthOf(message.Types.Length, message.Raw.Length);
        if (length > _whole.Length || length > (long)_freeCount * PieceBytes || !_queue.TryEnqueue(message.Time.Seconds, _free))
            return false;
        _addresses[_free] = message.Address;
        Span<byte> record = length <= PieceBytes ? Piece(_free) : _whole.AsSpan(0, (int)length);
        RingRecord.Write(message, record);
        Keep(record);
        return true;
    }

    /// <summary>Takes the first message if its time is before a moment.</summary>
    /// <param name="until">The moment.</param>
    /// <param name="now">The time from which lateness counts.</param>
    /// <param name="message">The message; valid until the next call.</param>
    /// <returns>False when there is none.</returns>
    public bool TryTake(GlobalTime until, GlobalTime now, out O2MessageView message)
    {
        FreeTaken();
        message = default;
        if (!_queue.TryDequeue(Math.BitDecrement(until.Seconds), out int first, out double at))
            return false;
        _taken = first;
        message = RingRecord.View(Gather(first), _addresses[first]!, Math.Max(0, now.Seconds - at));
        return true;
    }

    private Span<byte> Piece(int piece) => _bytes.AsSpan(piece * PieceBytes, PieceBytes);

    /// <summary>Distributes a record over the first free pieces; a short one is there already.</summary>
    private void Keep(ReadOnlySpan<byte> record)
    {
        int piece = _free;
        for (bool isShort = record.Length <= PieceBytes; ; piece = _next[piece])
        {
            int length = Math.Min(record.Length, PieceBytes);
            if (!isShort)
                record[..length].CopyTo(Piece(piece));
            record = record[length..];
            _freeCount--;
            if (record.IsEmpty)
                break;
        }

        _free = _next[piece];
        _next[piece] = None;
    }

    private Span<byte> Gather(int first)
    {
        int length = RingRecord.ReadLength(Piece(first));
        if (length <= PieceBytes)
            return Piece(first);
        Span<byte> rest = _whole.AsSpan(0, length);
        for (int piece = first; piece != None; piece = _next[piece])
        {
            int part = Math.Min(rest.Length, PieceBytes);
            Piece(piece)[..part].CopyTo(rest);
            rest = rest[part..];
        }

        return _whole.AsSpan(0, length);
    }

    private void FreeTaken()
    {
        if (_taken == None)
            return;
        int last = _taken;
        for (_freeCount++; _next[last] != None; _freeCount++)
            last = _next[last];
        _next[last] = _free;
        _free = _taken;
        _taken = None;
    }
}
