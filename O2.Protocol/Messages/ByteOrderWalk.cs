using System.Buffers.Binary;

namespace O2.Protocol;

/// <summary>Turns a message from its little-endian image into its form on the wire, and back, in place.</summary>
/// <remarks>
/// This is the reference's conversion, byte for byte, with its well-known side effects: vector elements stay
/// little-endian and what follows a vector is converted at the wrong place, so is what follows a blob whose size is no
/// multiple of 4, and everything from the first array bracket on stays little-endian. Applied twice, once each way, it
/// restores the image. Bundles are converted in the correct form, element by element. It never touches a byte outside
/// the message, and stops where the message ends before its types do. Thread-safe: yes. Allocates: no.
/// Source: O2 2.0, message conversion; <c>docs/wire.md</c>, "The walk".
/// </remarks>
public static class ByteOrderWalk
{
    /// <summary>Converts a message.</summary>
    /// <param name="body">The whole message from its flag word on, without length prefix.</param>
    /// <param name="sending">True from image to wire, false from wire to image.</param>
    public static void Apply(Span<byte> body, bool sending) => Apply(body, sending, depth: 0);

    /// <summary>Converts a message that is no bundle and whose layout is known.</summary>
    /// <param name="body">The whole message from its flag word on.</param>
    /// <param name="types">Its type codes, without comma; they lie inside the body and are not touched.</param>
    /// <param name="data">Where its arguments begin.</param>
    /// <param name="sending">True from image to wire, false from wire to image.</param>
    internal static void Apply(Span<byte> body, ReadOnlySpan<byte> types, int data, bool sending)
    {
        Reverse4(body);
        Reverse8(body[4..]);
        ApplyToArguments(types, body[data..], sending);
    }

    private static void Apply(Span<byte> body, bool sending, int depth)
    {
        if (body.Length < ProtocolLimits.HeaderBytes)
            return;

        Reverse4(body);
        Reverse8(body[4..]);
        if (!MessageLayout.TryReadAddress(body, out int addressLength, out int afterAddress))
            return;

        if (addressLength > 0 && body[ProtocolLimits.HeaderBytes] == '#')
            ApplyToElements(body[afterAddress..], sending, depth);
        else if (MessageLayout.TryReadTypes(body, afterAddress, out ReadOnlySpan<byte> types, out int data))
            ApplyToArguments(types, body[data..], sending);
    }

    private static void ApplyToElements(Span<byte> elements, bool sending, int depth)
    {
        while (elements.Length >= 4 && depth < ProtocolLimits.MaxBundleDepth)
        {
            uint length = ReverseCount(elements, sending);
            if (length > elements.Length - 4)
                return;

            Apply(elements.Slice(4, (int)length), sending, depth + 1);
            elements = elements[(4 + (int)length)..];
        }
    }

    private static void ApplyToArguments(ReadOnlySpan<byte> types, Span<byte> data, bool sending)
    {
        for (int type = 0; type < types.Length && !data.IsEmpty; type++)
        {
            switch ((char)types[type])
            {
                case 'i' or 'B' or 'm' or 'f' or 'c' when data.Length >= 4:
                    Reverse4(data);
                    data = data[4..];
                    break;
                case 't' or 'h' or 'd' when data.Length >= 8:
                    Reverse8(data);
                    data = data[8..];
                    break;
                case 's' or 'S' when data.IndexOf((byte)0) is >= 0 and int length && ArgumentLayout.PadText(length) <= data.Length:
                    data = data[ArgumentLayout.PadText(length)..];
                    break;
                case 'T' or 'F' or 'N' or 'I':
                    break;
                case 'b' or 'v' when data.Length >= 4:
                    uint count = ReverseCount(data, sending);
                    data = data[4..];
                    if (count > data.Length)
                        return;

                    // The reference skips neither the padding of a blob nor the elements of a vector.
                    bool isBlob = types[type] == 'b';
                    data = isBlob ? data[(int)count..] : data;
                    type += isBlob ? 0 : 1;
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Reverses the count at the start and returns its value.</summary>
    private static uint ReverseCount(Span<byte> data, bool sending)
    {
        uint value = sending ? BinaryPrimitives.ReadUInt32LittleEndian(data) : BinaryPrimitives.ReadUInt32BigEndian(data);
        Reverse4(data);
        return value;
    }

    private static void Reverse4(Span<byte> data) => BinaryPrimitives.WriteUInt32BigEndian(data, BinaryPrimitives.ReadUInt32LittleEndian(data));

    private static void Reverse8(Span<byte> data) => BinaryPrimitives.WriteUInt64BigEndian(data, BinaryPrimitives.ReadUInt64LittleEndian(data));
}
