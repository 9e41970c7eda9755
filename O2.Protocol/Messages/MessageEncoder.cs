using System.Buffers;
using System.Buffers.Binary;

namespace O2.Protocol;

/// <summary>Writes messages in their form on the wire.</summary>
/// <remarks>
/// The little-endian image is written into the destination and converted there (see <see cref="ByteOrderWalk"/>); bundles
/// always in the correct form, which every receiver reads. Limits of the transport are the caller's matter:
/// <see cref="O2Message.WireLength"/> against <see cref="ProtocolLimits"/>. Thread-safe: yes. Allocates: no.
/// </remarks>
public static class MessageEncoder
{
    /// <summary>Size of a message as TCP frame.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Bytes, length prefix included.</returns>
    public static int GetTcpSize(O2Message message) => TcpFramer.PrefixBytes + message.WireLength;

    /// <summary>Size of a message as UDP datagram.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Bytes.</returns>
    public static int GetUdpSize(O2Message message) => message.WireLength;

    /// <summary>Writes a message with the length prefix of TCP.</summary>
    /// <param name="message">The message.</param>
    /// <param name="destination">Receives <see cref="GetTcpSize"/> bytes; the rest stays as it is.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void WriteTcp(O2Message message, Span<byte> destination) => WriteTcp(message.AsView(), destination);

    /// <summary>Writes a message with the length prefix of TCP.</summary>
    /// <param name="message">The message.</param>
    /// <param name="destination">Receives 4 bytes more than <see cref="O2MessageView.WireLength"/>; the rest stays as it is.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void WriteTcp(in O2MessageView message, Span<byte> destination)
    {
        int length = message.WireLength;
        CheckRoom(destination, TcpFramer.PrefixBytes + length);
        BinaryPrimitives.WriteInt32BigEndian(destination, length);
        WriteBody(message, destination.Slice(TcpFramer.PrefixBytes, length));
    }

    /// <summary>Writes a message with the length prefix of TCP.</summary>
    /// <param name="message">The message.</param>
    /// <param name="writer">Receives it.</param>
    public static void WriteTcp(O2Message message, IBufferWriter<byte> writer)
    {
        int size = GetTcpSize(message);
        WriteTcp(message, writer.GetSpan(size));
        writer.Advance(size);
    }

    /// <summary>Writes a message as datagram.</summary>
    /// <param name="message">The message.</param>
    /// <param name="destination">Receives <see cref="GetUdpSize"/> bytes; the rest stays as it is.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void WriteUdp(O2Message message, Span<byte> destination) => WriteUdp(message.AsView(), destination);

    /// <summary>Writes a message as datagram.</summary>
    /// <param name="message">The message.</param>
    /// <param name="destination">Receives <see cref="O2MessageView.WireLength"/> bytes; the rest stays as it is.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void WriteUdp(in O2MessageView message, Span<byte> destination)
    {
        int length = message.WireLength;
        CheckRoom(destination, length);
        WriteBody(message, destination[..length]);
    }

    /// <summary>Writes a message as datagram.</summary>
    /// <param name="message">The message.</param>
    /// <param name="writer">Receives it.</param>
    public static void WriteUdp(O2Message message, IBufferWriter<byte> writer)
    {
        int size = GetUdpSize(message);
        WriteUdp(message, writer.GetSpan(size));
        writer.Advance(size);
    }

    private static void WriteBody(in O2MessageView message, Span<byte> body)
    {
        MessageLayout.WriteImage(message, body);
        ByteOrderWalk.Apply(body, sending: true);
    }

    private static void CheckRoom(Span<byte> destination, int needed)
    {
        if (destination.Length < needed)
            throw new ArgumentException($"The message needs {needed} bytes and there is room for {destination.Length}.", nameof(destination));
    }
}
