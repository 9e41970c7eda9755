using System.Buffers;

namespace O2.Lite;

/// <summary>Bytes on their way, written at one end and taken from the other; grows as needed and keeps its memory.</summary>
internal sealed class ByteQueue : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[4096];
    private int _head, _tail;

    /// <summary>How many bytes are in it.</summary>
    public int Count => _tail - _head;

    /// <summary>The bytes, oldest first; valid until the next write.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(_head, Count);

    /// <summary>Takes the oldest bytes out.</summary>
    public void Remove(int count)
    {
        _head += count;
        if (_head == _tail)
            _head = _tail = 0;
    }

    /// <inheritdoc/>
    public void Advance(int count) => _tail += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        sizeHint = Math.Max(sizeHint, 256);
        if (_bytes.Length - _tail < sizeHint)
            MakeRoom(sizeHint);
        return _bytes.AsMemory(_tail);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void MakeRoom(int size)
    {
        byte[] bytes = Count + size <= _bytes.Length / 2 ? _bytes : new byte[Math.Max(2 * _bytes.Length, Count + size)];
        _bytes.AsSpan(_head, Count).CopyTo(bytes);
        (_bytes, _tail, _head) = (bytes, Count, 0);
    }
}
