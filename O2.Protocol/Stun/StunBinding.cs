using System.Buffers.Binary;

namespace O2.Protocol.Stun;

/// <summary>The two STUN messages that a process needs: "what is my address?" and the answer.</summary>
/// <remarks>
/// <code>
/// message   := type (2), length of the attributes (2), cookie 2112a442, transaction id (12), attributes
/// attribute := type (2), length (2), value, padding to a multiple of 4 that the length does not count
/// address   := 0, family (1: IPv4), port (2), address (4); in XOR-MAPPED-ADDRESS port and address are XORed with the cookie
/// </code>
/// Sans-IO. Thread-safe: yes. Allocates: no. Source: RFC 5389; O2 2.0, public address.
/// </remarks>
public static class StunBinding
{
    /// <summary>How many bytes a request takes: a header without attributes.</summary>
    public const int RequestBytes = 20;

    private const ushort Request = 0x0001, SuccessResponse = 0x0101;
    private const ushort MappedAddress = 0x0001, XorMappedAddress = 0x0020;
    private const uint Cookie = 0x2112A442;
    private const int LengthOffset = 2, CookieOffset = 4, IdOffset = 8;
    private const int AttributeHeaderBytes = 4, AddressOffset = 4, AddressBytes = 8;
    private const byte IPv4 = 1;

    /// <summary>Writes a binding request.</summary>
    /// <param name="destination">At least <see cref="RequestBytes"/> bytes, of which the first ones are written.</param>
    /// <param name="id">Its transaction id; random.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less room.</exception>
    public static void WriteRequest(Span<byte> destination, StunTransactionId id)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, Request);
        BinaryPrimitives.WriteUInt16BigEndian(destination[LengthOffset..], 0);
        BinaryPrimitives.WriteUInt32BigEndian(destination[CookieOffset..], Cookie);
        id.Write(destination[IdOffset..]);
    }

    /// <summary>Reads a successful answer.</summary>
    /// <param name="datagram">A datagram, from anybody.</param>
    /// <param name="id">The transaction id; the answer counts only if it is that of a request.</param>
    /// <param name="address">The IPv4 address that the request came from, first octet in the highest byte; never 0.</param>
    /// <returns>False when the datagram is anything else, is damaged, or holds no IPv4 address.</returns>
    /// <remarks>XOR-MAPPED-ADDRESS counts before MAPPED-ADDRESS, which home routers are known to rewrite; other attributes are passed over, wherever they stand.</remarks>
    public static bool TryReadResponse(ReadOnlySpan<byte> datagram, out StunTransactionId id, out uint address)
    {
        id = default;
        address = 0;
        if (datagram.Length < RequestBytes
            || BinaryPrimitives.ReadUInt16BigEndian(datagram) != SuccessResponse
            || BinaryPrimitives.ReadUInt16BigEndian(datagram[LengthOffset..]) != datagram.Length - RequestBytes
            || BinaryPrimitives.ReadUInt32BigEndian(datagram[CookieOffset..]) != Cookie)
        {
            return false;
        }

        id = StunTransactionId.Read(datagram[IdOffset..]);
        return TryFindAddress(datagram[RequestBytes..], out address);
    }

    private static bool TryFindAddress(ReadOnlySpan<byte> attributes, out uint address)
    {
        uint? plain = null, masked = null;
        address = 0;
        while (!attributes.IsEmpty)
        {
            if (!TryReadAttribute(ref attributes, out ushort type, out ReadOnlySpan<byte> value))
                return false;

            if (type == XorMappedAddress && TryReadAddress(value, out uint found))
                masked ??= found ^ Cookie;
            else if (type == MappedAddress && TryReadAddress(value, out found))
                plain ??= found;
        }

        address = masked ?? plain ?? 0;
        return address != 0;
    }

    private static bool TryReadAttribute(ref ReadOnlySpan<byte> attributes, out ushort type, out ReadOnlySpan<byte> value)
    {
        type = 0;
        value = default;
        if (attributes.Length < AttributeHeaderBytes)
            return false;

        int length = BinaryPrimitives.ReadUInt16BigEndian(attributes[sizeof(ushort)..]);
        int padded = AttributeHeaderBytes + ((length + 3) & ~3);
        if (padded > attributes.Length)
            return false;

        type = BinaryPrimitives.ReadUInt16BigEndian(attributes);
        value = attributes.Slice(AttributeHeaderBytes, length);
        attributes = attributes[padded..];
        return true;
    }

    private static bool TryReadAddress(ReadOnlySpan<byte> value, out uint address)
    {
        bool isIPv4 = value.Length == AddressBytes && value[1] == IPv4;
        address = isIPv4 ? BinaryPrimitives.ReadUInt32BigEndian(value[AddressOffset..]) : 0;
        return isIPv4;
    }
}
