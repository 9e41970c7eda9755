namespace O2.Protocol.Osc;

/// <summary>The bytes of a packet, as far as they have come.</summary>
/// <param name="limit">How many there may be.</param>
internal sealed class PacketBuffer(int limit)
{
    private byte[] _bytes = new byte[512];

    public int Limit => limit;

    public int Length { get; private set; }

    /// <summary>Adds bytes; false when they are too many, and then there are none at all.</summary>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        int length = Length + bytes.Length;
        if (length > limit)
        {
            Length = 0;
            return false;
        }

        if (length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Min(limit, Math.Max(length, 2 * _bytes.Length)));

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length = length;
        return true;
    }

    /// <summary>The bytes; the next ones begin a new packet.</summary>
    public Span<byte> Take()
    {
        Span<byte> packet = _bytes.AsSpan(0, Length);
        Length = 0;
        return packet;
    }

    public void Clear() => Length = 0;
}
