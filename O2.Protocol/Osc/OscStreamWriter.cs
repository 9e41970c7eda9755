using System.Buffers.Binary;

namespace O2.Protocol.Osc;

/// <summary>Frames OSC packets for a byte stream such as TCP.</summary>
/// <remarks>Thread-safe: yes. Allocates: no. Source: OSC 1.0 and 1.1; RFC 1055.</remarks>
public static class OscStreamWriter
{
    private const int PrefixBytes = 4;

    /// <summary>How many bytes a framed packet has at most.</summary>
    /// <param name="packetLength">Bytes of the packet.</param>
    /// <param name="framing">How it is framed.</param>
    /// <returns>The number; exact for <see cref="OscFraming.LengthPrefix"/>.</returns>
    public static int GetMaxSize(int packetLength, OscFraming framing) => framing == OscFraming.Slip ? 2 + (2 * packetLength) : PrefixBytes + packetLength;

    /// <summary>Writes a framed packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="framing">How it is framed.</param>
    /// <param name="destination">Room for <see cref="GetMaxSize"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(ReadOnlySpan<byte> packet, OscFraming framing, Span<byte> destination)
    {
        if (framing == OscFraming.Slip)
            return WriteSlip(packet, destination);

        BinaryPrimitives.WriteInt32BigEndian(destination, packet.Length);
        packet.CopyTo(destination[PrefixBytes..]);
        return PrefixBytes + packet.Length;
    }

    private static int WriteSlip(ReadOnlySpan<byte> packet, Span<byte> destination)
    {
        int length = 0;
        destination[length++] = SlipReader.End;
        foreach (byte b in packet)
        {
            switch (b)
            {
                case SlipReader.End:
                    destination[length++] = SlipReader.Escape;
                    destination[length++] = SlipReader.EscapedEnd;
                    break;
                case SlipReader.Escape:
                    destination[length++] = SlipReader.Escape;
                    destination[length++] = SlipReader.EscapedEscape;
                    break;
                default:
                    destination[length++] = b;
                    break;
            }
        }

        destination[length++] = SlipReader.End;
        return length;
    }
}
