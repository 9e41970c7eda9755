using System.Buffers.Binary;
using System.Text;

namespace O2.Protocol;

/// <summary>Checks and reads messages in little-endian image: what a bundle holds.</summary>
internal static class HostImage
{
    /// <summary>Finds the first element of a bundle.</summary>
    /// <param name="elements">Elements, each with its length in front.</param>
    /// <param name="length">Its length in bytes; it begins at byte 4.</param>
    /// <returns>False when it does not end inside the bundle or is too short for a message.</returns>
    public static bool TrySplitElement(ReadOnlySpan<byte> elements, out int length) =>
        BinaryPrimitives.TryReadInt32LittleEndian(elements, out length)
        && length >= ProtocolLimits.MinBodyBytes && length <= elements.Length - 4;

    /// <summary>Checks that the elements of a bundle are sound messages, and that there is at least one.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="depth">1 for the elements of a bundle that is itself in none.</param>
    /// <returns>What is wrong; the offset counts from the first element.</returns>
    public static O2ParseError CheckElements(ReadOnlySpan<byte> elements, int depth)
    {
        if (depth > ProtocolLimits.MaxBundleDepth)
            return new(O2ParseErrorKind.BundleDepth, 0);

        int offset = 0;
        while (TrySplitElement(elements[offset..], out int length))
        {
            O2ParseError error = CheckBody(elements.Slice(offset + 4, length), depth);
            if (error.Kind != O2ParseErrorKind.None)
                return new(error.Kind == O2ParseErrorKind.BundleDepth ? error.Kind : O2ParseErrorKind.BundleElement, offset + 4 + error.Offset);

            offset += 4 + length;
        }

        return offset switch
        {
            0 => new(elements.IsEmpty ? O2ParseErrorKind.EmptyBundle : O2ParseErrorKind.BundleElement, 0),
            _ => offset < elements.Length ? new(O2ParseErrorKind.BundleElement, offset) : default,
        };
    }

    /// <summary>Reads an element that <see cref="CheckElements"/> found sound.</summary>
    public static O2Message ReadElement(ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> span = body.Span;
        MessageLayout.TryReadAddress(span, out int addressLength, out int data);
        O2Address address = O2Address.Get(span.Slice(ProtocolLimits.HeaderBytes, addressLength));
        string types = "";
        if (!address.IsBundle)
        {
            MessageLayout.TryReadTypes(span, data, out ReadOnlySpan<byte> codes, out data);
            types = Encoding.Latin1.GetString(codes);
        }

        return new(address, types, Time(span), Flags(span), body[data..]);
    }

    /// <summary>The flag word of a message in image form.</summary>
    public static MessageFlags Flags(ReadOnlySpan<byte> body) => new(BinaryPrimitives.ReadUInt32LittleEndian(body));

    /// <summary>The timestamp of a message in image form.</summary>
    public static GlobalTime Time(ReadOnlySpan<byte> body) => new(BinaryPrimitives.ReadDoubleLittleEndian(body[4..]));

    private static O2ParseError CheckBody(ReadOnlySpan<byte> body, int depth)
    {
        if (!MessageLayout.TryReadAddress(body, out int addressLength, out int data))
            return new(O2ParseErrorKind.AddressUnterminated, ProtocolLimits.HeaderBytes);

        ReadOnlySpan<byte> address = body.Slice(ProtocolLimits.HeaderBytes, addressLength);
        if (!O2Address.HasForm(address))
            return new(O2ParseErrorKind.Address, ProtocolLimits.HeaderBytes);

        O2ParseError error;
        if (address[0] == '#')
        {
            error = CheckElements(body[data..], depth + 1);
        }
        else if (MessageLayout.TryReadTypes(body, data, out ReadOnlySpan<byte> codes, out int afterTypes))
        {
            Span<char> types = codes.Length <= 256 ? stackalloc char[codes.Length] : new char[codes.Length];
            Encoding.Latin1.GetChars(codes, types);
            error = CheckArguments(types, body[afterTypes..]);
            data = afterTypes;
        }
        else
        {
            error = new(O2ParseErrorKind.TypesUnterminated, 0);
        }

        return error with { Offset = data + error.Offset };
    }

    /// <summary>Checks that the arguments end inside the data.</summary>
    public static O2ParseError CheckArguments(ReadOnlySpan<char> types, ReadOnlySpan<byte> data)
    {
        int overrun = ArgumentLayout.FindOverrun(types, data);
        return overrun < 0 ? default : new(O2ParseErrorKind.Arguments, overrun);
    }
}
