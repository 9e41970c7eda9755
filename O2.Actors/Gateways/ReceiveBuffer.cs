namespace O2.Actors;

/// <summary>Memory for the bytes of a connection, used over and over: what is not consumed yet moves to its front.</summary>
/// <remarks>Not thread-safe: one receiver.</remarks>
internal sealed class ReceiveBuffer(int bytes)
{
    private readonly byte[] _bytes = new byte[bytes];
    private int _start;
    private int _end;

    /// <summary>The bytes that have arrived and are not consumed.</summary>
    public Span<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Room for at least <paramref name="minimum"/> further bytes behind the unread ones, which must leave as much.</summary>
    public Memory<byte> GetFree(int minimum)
    {
        if (_bytes.Length - _end < minimum)
        {
            Unread.CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Says that <paramref name="count"/> bytes were written to the memory that <see cref="GetFree"/> gave.</summary>
    public void Commit(int count) => _end += count;

    /// <summary>Drops the first <paramref name="count"/> unread bytes.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (_start == _end)
            _start = _end = 0;
    }
}
