using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol.Lite;

/// <summary>Reads messages from the text that WebSocket clients exchange with their host.</summary>
/// <remarks>
/// Takes both forms of <see cref="TextMessageEncoder"/>, and numbers as C and JavaScript write them. As in the C++ host, an
/// integer may be given with decimals, which are cut off, a type code that O2 does not have makes a string, and values beyond the types are
/// ignored. The value <c>?</c> of an argument that is no string means that the sender could not write it: it becomes nil.
/// Never throws on any bytes. Source: O2 2.0, "O2 over WebSockets"; <c>docs/wire.md</c>.
/// </remarks>
public static class TextMessageDecoder
{
    /// <summary>Longest text that is read, in bytes; no message whose binary form fits a TCP frame needs nearly as much.</summary>
    public const int MaxTextLength = 1 << 22;

    /// <summary>Reads a message.</summary>
    /// <param name="text">A whole frame.</param>
    /// <param name="cache">Addresses and type strings of the connection.</param>
    /// <param name="message">The message.</param>
    /// <param name="error">Why there is none (the offset is counted in bytes of the text), and whether that must close the connection.</param>
    /// <returns>True when the message is sound.</returns>
    /// <remarks>Allocates: the message and its argument bytes; an address or type string only when the cache does not know it.</remarks>
    public static bool TryDecode(
        ReadOnlySpan<byte> text, AddressCache cache, [NotNullWhen(true)] out O2Message? message, out O2ParseError error)
    {
        message = null;
        if (text.Length > MaxTextLength)
        {
            error = new(O2ParseErrorKind.Length, text.Length);
            return false;
        }

        var fields = new TextFields(text);
        if (!fields.TryNext(out ReadOnlySpan<byte> addressText))
        {
            error = new(O2ParseErrorKind.AddressUnterminated, 0);
            return false;
        }

        int typesOffset = fields.Offset;
        if (!fields.TryNext(out ReadOnlySpan<byte> types)
            || !fields.TryNext(out ReadOnlySpan<byte> timeText)
            || !fields.TryNext(out ReadOnlySpan<byte> flag))
        {
            error = new(O2ParseErrorKind.TypesUnterminated, typesOffset);
            return false;
        }

        if (!cache.TryGet(addressText, out O2Address? address) || address.IsBundle)
        {
            error = new(O2ParseErrorKind.Address, 0);
            return false;
        }

        if (!TextNumber.TryDouble(timeText, out double time))
        {
            error = new(O2ParseErrorKind.Arguments, typesOffset + types.Length + 1);
            return false;
        }

        MessageFlags flags = flag.SequenceEqual("T"u8) ? MessageFlags.Reliable : MessageFlags.BestEffort;
        return TryDecodeArguments(new(address, new GlobalTime(time), flags), types, ref fields, cache, out message, out error);
    }

    private static bool TryDecodeArguments(
        Header header, ReadOnlySpan<byte> types, scoped ref TextFields fields, AddressCache cache, [NotNullWhen(true)] out O2Message? message, out O2ParseError error)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(types.Length + TextArguments.MaxDataLength(types.Length, fields.RestLength));
        try
        {
            var arguments = new TextArguments(buffer.AsSpan(0, types.Length), buffer.AsSpan(types.Length));
            bool isSound = arguments.TryRead(types, ref fields);
            error = isSound ? default : new(O2ParseErrorKind.Arguments, fields.Offset);
            message = isSound
                ? new(header.Address, cache.GetTypes(arguments.Types), header.Time, header.Flags, arguments.Data.ToArray())
                : null;
            return isSound;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private readonly record struct Header(O2Address Address, GlobalTime Time, MessageFlags Flags);
}
