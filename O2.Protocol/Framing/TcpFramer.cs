using System.Buffers;
using System.Buffers.Binary;

namespace O2.Protocol;

/// <summary>Finds the messages in the bytes of a TCP connection: a 32-bit big-endian length, then that many bytes.</summary>
/// <remarks>Holds no state: the caller keeps the bytes that are not used up. Thread-safe: yes. Allocates: no. Source: O2 2.0, "TCP framing".</remarks>
public static class TcpFramer
{
    /// <summary>Bytes of the length prefix.</summary>
    public const int PrefixBytes = 4;

    /// <summary>Longest body that is accepted, in bytes.</summary>
    public const int MaxFrameBytes = ProtocolLimits.MaxTcpFrameBytes;

    /// <summary>Finds the first frame.</summary>
    /// <param name="buffer">What has been received and not been used up; begins at a length prefix.</param>
    /// <param name="bodyStart">Offset of the body (the flag word) in the buffer; 0 unless the length is known.</param>
    /// <param name="bodyLength">Length of the body in bytes; 0 unless the length is known. The next frame begins right after it.</param>
    /// <returns>
    /// <see cref="OperationStatus.Done"/>: the body is in the buffer.
    /// <see cref="OperationStatus.NeedMoreData"/>: not yet; start and length are set when the prefix was there.
    /// <see cref="OperationStatus.InvalidData"/>: the length is zero, negative or above the limit; close the connection.
    /// </returns>
    public static OperationStatus TryReadFrame(ReadOnlySpan<byte> buffer, out int bodyStart, out int bodyLength)
    {
        bodyStart = 0;
        bodyLength = 0;
        if (!BinaryPrimitives.TryReadInt32BigEndian(buffer, out int length))
            return OperationStatus.NeedMoreData;

        if (length is <= 0 or > MaxFrameBytes)
            return OperationStatus.InvalidData;

        bodyStart = PrefixBytes;
        bodyLength = length;
        return buffer.Length - PrefixBytes < length ? OperationStatus.NeedMoreData : OperationStatus.Done;
    }
}
