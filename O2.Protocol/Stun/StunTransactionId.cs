using System.Buffers.Binary;

namespace O2.Protocol.Stun;

/// <summary>The 96 bits by which an answer is recognised as the answer to a request of ours.</summary>
/// <param name="High">The first 4 bytes.</param>
/// <param name="Low">The last 8 bytes.</param>
/// <remarks>Has to be random: whoever can guess it can lie about our address. Thread-safe: yes. Source: RFC 5389, section 6.</remarks>
public readonly record struct StunTransactionId(uint High, ulong Low)
{
    /// <summary>How many bytes it takes in a message.</summary>
    public const int Bytes = 12;

    /// <summary>Reads it.</summary>
    /// <param name="bytes">At least <see cref="Bytes"/> bytes: those of a message, or random ones for a new request.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer bytes.</exception>
    public static StunTransactionId Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(uint)..]));

    /// <summary>Writes it.</summary>
    /// <param name="destination">At least <see cref="Bytes"/> bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less room.</exception>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[sizeof(uint)..], Low);
    }
}
