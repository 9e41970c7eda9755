using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace O2.Protocol.Lite;

/// <summary>Writes messages as the text that WebSocket clients exchange with their host.</summary>
/// <remarks>
/// <para><c>address ETX types ETX time ETX flag ETX (value ETX)*</c> with ETX = U+0003, in UTF-8, one message for each frame. There is one
/// value for each type code; nothing is escaped.</para>
/// <para>Numbers are decimal and as short as they can be without losing a bit. <see cref="TextMessageForm.Full"/> writes besides:
/// <c>B</c> 0 or 1, <c>c</c> the number of the character, <c>m</c> eight hex digits, <c>b</c> base64, the elements of a vector
/// with blanks between them as the value of the type behind <c>v</c>, and nothing for <c>v T F N I [ ]</c>.</para>
/// Thread-safe: yes. Allocates: no, unless text is not UTF-8. Source: O2 2.0, "O2 over WebSockets"; <c>docs/wire.md</c>.
/// </remarks>
public static class TextMessageEncoder
{
    internal const byte EndOfText = 3;
    internal static readonly UTF8Encoding Utf8Text = new(encoderShouldEmitUTF8Identifier: false);
    private const int MaxNumberLength = 32;

    /// <summary>Writes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="form">What the receiver can read.</param>
    /// <param name="output">Receives the text; nothing when there is none.</param>
    /// <returns>
    /// False when the message has no text: it is a bundle (send its elements), or its address, its types or one of its strings has U+0003.
    /// </returns>
    public static bool TryWrite(O2Message message, TextMessageForm form, IBufferWriter<byte> output)
    {
        if (!HasText(message))
            return false;

        WriteText(message.Address.Utf8, output);
        WriteTypes(message.Types, output);
        WriteNumber(message.Time.IsImmediate ? 0 : message.Time.Seconds, output);
        output.Write(message.Flags.IsReliable ? "T\u0003"u8 : "F\u0003"u8);
        WriteArguments(message.Types, message.Data.Span, form, output);
        return true;
    }

    /// <summary>Lengthens a text so that hosts in C++ read the frame around it.</summary>
    /// <param name="length">Bytes of the text.</param>
    /// <param name="output">Receives an extra field of blanks, which all hosts ignore, or nothing where none is needed.</param>
    /// <remarks>
    /// Such a host takes the second byte of a frame's length as signed, and closes the connection when it is 128 or more
    /// (lengths such as 190 or 400). For clients: hosts of ours need it not.
    /// </remarks>
    public static void WriteFill(int length, IBufferWriter<byte> output)
    {
        int filled = (length | 0xFF) + 1;
        if ((length & 0x80) == 0 || filled > ushort.MaxValue)
            return;

        Span<byte> fill = output.GetSpan(filled - length)[..(filled - length)];
        fill.Fill((byte)' ');
        fill[^1] = EndOfText;
        output.Advance(fill.Length);
    }

    private static bool HasText(O2Message message)
    {
        if (message.IsBundle || message.Address.Utf8.Contains(EndOfText) || !IsText(message.Types))
            return false;

        ReadOnlySpan<char> types = message.Types;
        ReadOnlySpan<byte> data = message.Data.Span;
        int type = 0;
        int offset = 0;
        while (ArgumentLayout.Measure(types, type, data, offset, out int size) == ArgumentLayout.Found.Argument)
        {
            if (types[type] is 's' or 'S' && ArgumentLayout.TextBytes(data.Slice(offset, size)).Contains(EndOfText))
                return false;

            type += ArgumentLayout.CodeCount(types, type);
            offset += size;
        }

        return true;
    }

    private static bool IsText(string types)
    {
        foreach (char code in types)
        {
            if (code is < '!' or > '~')
                return false;
        }

        return true;
    }

    private static void WriteArguments(ReadOnlySpan<char> types, ReadOnlySpan<byte> data, TextMessageForm form, IBufferWriter<byte> output)
    {
        int type = 0;
        int offset = 0;
        while (ArgumentLayout.Measure(types, type, data, offset, out int size) == ArgumentLayout.Found.Argument)
        {
            WriteArgument(types[type..], data.Slice(offset, size), form, output);
            type += ArgumentLayout.CodeCount(types, type);
            offset += size;
        }

        // Behind a type code that O2 does not have, nothing can be located.
        for (; type < types.Length; type++)
            output.Write("?\u0003"u8);
    }

    private static void WriteArgument(ReadOnlySpan<char> types, ReadOnlySpan<byte> item, TextMessageForm form, IBufferWriter<byte> output)
    {
        switch (types[0])
        {
            case 'i':
                WriteNumber(BinaryPrimitives.ReadInt32LittleEndian(item), output);
                break;
            case 'h':
                WriteNumber(BinaryPrimitives.ReadInt64LittleEndian(item), output);
                break;
            case 'f':
                WriteNumber(BinaryPrimitives.ReadSingleLittleEndian(item), output);
                break;
            case 'd' or 't':
                WriteNumber(BinaryPrimitives.ReadDoubleLittleEndian(item), output);
                break;
            case 's' or 'S':
                WriteText(ArgumentLayout.TextBytes(item), output);
                break;
            case 'v' when form == TextMessageForm.Full:
                output.Write("\u0003"u8);
                WriteElements(types[1], item[4..], output);
                break;
            case 'v':
                output.Write("?\u0003?\u0003"u8);
                break;
            case char code when form == TextMessageForm.Full:
                WriteFull(code, item, output);
                break;
            default:
                output.Write("?\u0003"u8);
                break;
        }
    }

    /// <summary>Writes an argument that pages written for o2ws.js do not get.</summary>
    private static void WriteFull(char code, ReadOnlySpan<byte> item, IBufferWriter<byte> output)
    {
        switch (code)
        {
            case 'B':
                output.Write(BinaryPrimitives.ReadInt32LittleEndian(item) != 0 ? "1\u0003"u8 : "0\u0003"u8);
                break;
            case 'c':
                WriteNumber(BinaryPrimitives.ReadInt32LittleEndian(item), output);
                break;
            case 'm':
                WriteNumber(BinaryPrimitives.ReadUInt32LittleEndian(item), output, "x8");
                break;
            case 'b':
                WriteBase64(ArgumentLayout.BlobBytes(item), output);
                break;
            default:
                output.Write("\u0003"u8);
                break;
        }
    }

    private static void WriteElements(char element, ReadOnlySpan<byte> elements, IBufferWriter<byte> output)
    {
        int size = ArgumentLayout.ElementSize(element);
        for (ReadOnlySpan<byte> rest = elements; !rest.IsEmpty; rest = rest[size..])
        {
            byte end = rest.Length == size ? EndOfText : (byte)' ';
            switch (element)
            {
                case 'i':
                    WriteNumber(BinaryPrimitives.ReadInt32LittleEndian(rest), output, end: end);
                    break;
                case 'h':
                    WriteNumber(BinaryPrimitives.ReadInt64LittleEndian(rest), output, end: end);
                    break;
                case 'f':
                    WriteNumber(BinaryPrimitives.ReadSingleLittleEndian(rest), output, end: end);
                    break;
                default:
                    WriteNumber(BinaryPrimitives.ReadDoubleLittleEndian(rest), output, end: end);
                    break;
            }
        }

        if (elements.IsEmpty)
            output.Write("\u0003"u8);
    }

    private static void WriteNumber<T>(T number, IBufferWriter<byte> output, string? format = null, byte end = EndOfText)
        where T : IUtf8SpanFormattable
    {
        Span<byte> room = output.GetSpan(MaxNumberLength + 1);
        number.TryFormat(room, out int length, format, CultureInfo.InvariantCulture);
        room[length] = end;
        output.Advance(length + 1);
    }

    private static void WriteTypes(string types, IBufferWriter<byte> output)
    {
        Span<byte> room = output.GetSpan(types.Length + 1);
        Encoding.ASCII.GetBytes(types, room);
        room[types.Length] = EndOfText;
        output.Advance(types.Length + 1);
    }

    /// <summary>Writes text; a browser closes a connection over which bytes come that are not UTF-8, so these are replaced.</summary>
    private static void WriteText(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        output.Write(Utf8.IsValid(text) ? text : Utf8Text.GetBytes(Utf8Text.GetString(text)));
        output.Write("\u0003"u8);
    }

    private static void WriteBase64(ReadOnlySpan<byte> blob, IBufferWriter<byte> output)
    {
        int length = Base64.GetMaxEncodedToUtf8Length(blob.Length);
        Span<byte> room = output.GetSpan(length + 1);
        Base64.EncodeToUtf8(blob, room, out _, out _);
        room[length] = EndOfText;
        output.Advance(length + 1);
    }
}
