namespace O2.Actors;

/// <summary>Memory for incoming bytes that messages keep slices of; when it is used up a new one is taken, and the old one lives as long as its messages.</summary>
/// <remarks>Not thread-safe: one receiver. Owned by the garbage collector, so that nobody has to give a message back.</remarks>
internal sealed class ReceiveSlab(int slabBytes)
{
    private byte[] _slab = GC.AllocateUninitializedArray<byte>(slabBytes);
    private int _start;
    private int _end;

    /// <summary>The bytes that have arrived and are not consumed.</summary>
    public ReadOnlySpan<byte> Unread => _slab.AsSpan(_start, _end - _start);

    /// <summary>Room for at least <paramref name="minimum"/> further bytes behind the unread ones.</summary>
    public Memory<byte> GetFree(int minimum)
    {
        if (_slab.Length - _end < minimum)
        {
            int unread = _end - _start;
            var next = GC.AllocateUninitializedArray<byte>(Math.Max(slabBytes, unread + minimum));
            _slab.AsSpan(_start, unread).CopyTo(next);
            (_slab, _start, _end) = (next, 0, unread);
        }

        return _slab.AsMemory(_end);
    }

    /// <summary>Says that <paramref name="count"/> bytes were written to the memory that <see cref="GetFree"/> gave.</summary>
    public void Commit(int count) => _end += count;

    /// <summary>The unread bytes from <paramref name="offset"/> on, as memory that messages may keep.</summary>
    public Memory<byte> Slice(int offset, int length) => _slab.AsMemory(_start + offset, length);

    /// <summary>Drops the first <paramref name="count"/> unread bytes.</summary>
    public void Consume(int count) => _start += count;
}
