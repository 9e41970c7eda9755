using System.Buffers.Binary;

namespace O2.Protocol;

/// <summary>Finds the fields of a message body: flags 4, timestamp 8, address with NUL padding, types with NUL padding, data.</summary>
/// <remarks>Address and types are the same bytes in both byte orders.</remarks>
internal static class MessageLayout
{
    /// <summary>Finds the address.</summary>
    /// <param name="body">The message from its flag word on.</param>
    /// <param name="length">Bytes of the address, without NUL.</param>
    /// <param name="next">Offset of the field behind it.</param>
    /// <returns>False when no NUL ends it, or its padding is not all there.</returns>
    public static bool TryReadAddress(ReadOnlySpan<byte> body, out int length, out int next) =>
        TryReadString(body, ProtocolLimits.HeaderBytes, out length, out next);

    /// <summary>Finds the type string.</summary>
    /// <param name="body">The message from its flag word on.</param>
    /// <param name="offset">Where it begins, with its comma.</param>
    /// <param name="types">The type codes, without comma.</param>
    /// <param name="next">Offset of the first argument.</param>
    /// <returns>False when there is no comma, no NUL ends it, or its padding is not all there.</returns>
    public static bool TryReadTypes(ReadOnlySpan<byte> body, int offset, out ReadOnlySpan<byte> types, out int next)
    {
        bool found = TryReadString(body, offset, out int length, out next) && body[offset] == ',';
        types = found ? body.Slice(offset + 1, length - 1) : default;
        return found;
    }

    /// <summary>Bytes of a body: header, address, types (none in a bundle), data.</summary>
    public static int BodyLength(O2Address address, int typeCount, int dataLength) =>
        ProtocolLimits.HeaderBytes + address.PaddedLength + TypesLength(address, typeCount) + dataLength;

    /// <summary>Writes a body as little-endian image into a span of exactly <see cref="BodyLength"/> bytes.</summary>
    public static void WriteImage(in O2MessageView message, Span<byte> body)
    {
        O2Address address = message.Address;
        BinaryPrimitives.WriteUInt32LittleEndian(body, message.Flags.Bits);
        BinaryPrimitives.WriteDoubleLittleEndian(body[4..], message.Time.Seconds);
        body = body[ProtocolLimits.HeaderBytes..];

        Span<byte> field = body[..address.PaddedLength];
        address.Utf8.CopyTo(field);
        field[address.Utf8.Length..].Clear();
        body = body[field.Length..];

        field = body[..TypesLength(address, message.Types.Length)];
        field.Clear();
        if (!field.IsEmpty)
        {
            field[0] = (byte)',';
            for (int i = 0; i < message.Types.Length; i++)
                field[1 + i] = (byte)message.Types[i];
        }

        message.Raw.CopyTo(body[field.Length..]);
    }

    private static int TypesLength(O2Address address, int count) => address.IsBundle ? 0 : ArgumentLayout.PadText(1 + count);

    private static bool TryReadString(ReadOnlySpan<byte> body, int offset, out int length, out int next)
    {
        length = offset < body.Length ? body[offset..].IndexOf((byte)0) : -1;
        next = offset + ArgumentLayout.PadText(length);
        return length >= 0 && next <= body.Length;
    }
}
