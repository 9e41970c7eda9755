using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;

namespace O2.Protocol.Lite;

/// <summary>Collects type codes and argument bytes (little-endian image) while the values of a text message are read.</summary>
internal ref struct TextArguments(Span<byte> types, Span<byte> data)
{
    private readonly Span<byte> _types = types;
    private readonly Span<byte> _data = data;
    private int _typeCount;
    private int _length;

    public readonly ReadOnlySpan<byte> Types => _types[.._typeCount];

    public readonly ReadOnlySpan<byte> Data => _data[.._length];

    /// <summary>Room that the arguments need at most: two bytes of text may be an 8-byte vector element.</summary>
    public static int MaxDataLength(int typeCount, int textLength) => (12 * typeCount) + (4 * textLength) + 16;

    /// <summary>Reads a value for each type code.</summary>
    /// <returns>False when a value is absent or not of its type; the fields then stand behind it.</returns>
    public bool TryRead(ReadOnlySpan<byte> codes, scoped ref TextFields fields)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            if (!fields.TryNext(out ReadOnlySpan<byte> value))
                return false;

            bool isVector = codes[i] == 'v' && i + 1 < codes.Length && ArgumentLayout.ElementSize((char)codes[i + 1]) > 0 && value is not [(byte)'?'];
            bool isSound = isVector
                ? fields.TryNext(out ReadOnlySpan<byte> elements) && TryAddVector(codes[++i], elements)
                : TryAdd(codes[i], value);
            if (!isSound)
                return false;
        }

        return true;
    }

    private bool TryAdd(byte code, ReadOnlySpan<byte> value)
    {
        if (value is [(byte)'?'] && code is (byte)'i' or (byte)'h' or (byte)'f' or (byte)'d' or (byte)'t' or (byte)'B' or (byte)'c' or (byte)'m' or (byte)'b' or (byte)'v')
        {
            AddType((byte)'N');
            return true;
        }

        switch ((char)code)
        {
            case 'i' or 'c':
                return TextNumber.TryInt32(value, out int number) && AddInt32(code, number);
            case 'B':
                return TryBool(value, out bool flag) && AddInt32(code, flag ? 1 : 0);
            case 'm':
                return uint.TryParse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint midi) && AddInt32(code, (int)midi);
            case 'h':
                return TextNumber.TryInt64(value, out long wide) && AddInt64(code, wide);
            case 'f':
                return TextNumber.TrySingle(value, out float single) && AddInt32(code, BitConverter.SingleToInt32Bits(single));
            case 'd' or 't':
                return TextNumber.TryDouble(value, out double real) && AddInt64(code, BitConverter.DoubleToInt64Bits(real));
            case 'b':
                return TryAddBlob(value);
            case 'T' or 'F' or 'N' or 'I' or '[' or ']':
                AddType(code);
                return true;
            case 'S':
                return TryAddText(code, value);
            default:
                return TryAddText((byte)'s', value);
        }
    }

    private bool TryAddText(byte code, ReadOnlySpan<byte> text)
    {
        if (text.Contains((byte)0))
            return false;

        AddType(code);
        Span<byte> item = Take(ArgumentLayout.PadText(text.Length));
        text.CopyTo(item);
        item[text.Length..].Clear();
        return true;
    }

    private bool TryAddBlob(ReadOnlySpan<byte> base64)
    {
        Span<byte> room = _data[(_length + 4)..];
        if (Base64.DecodeFromUtf8(base64, room, out _, out int bytes) != OperationStatus.Done)
            return false;

        AddType((byte)'b');
        Span<byte> item = Take(4 + ArgumentLayout.Pad4(bytes));
        BinaryPrimitives.WriteInt32LittleEndian(item, bytes);
        item[(4 + bytes)..].Clear();
        return true;
    }

    private bool TryAddVector(byte element, ReadOnlySpan<byte> text)
    {
        AddType((byte)'v');
        Span<byte> count = Take(4);
        int start = _length;
        foreach (Range range in text.Split((byte)' '))
        {
            ReadOnlySpan<byte> number = text[range];
            if (!number.IsEmpty && !TryAddElement(element, number))
                return false;
        }

        AddType(element);
        BinaryPrimitives.WriteInt32LittleEndian(count, _length - start);
        return true;
    }

    private bool TryAddElement(byte element, ReadOnlySpan<byte> number)
    {
        switch ((char)element)
        {
            case 'i' when TextNumber.TryInt32(number, out int value):
                BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);
                return true;
            case 'h' when TextNumber.TryInt64(number, out long value):
                BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);
                return true;
            case 'f' when TextNumber.TrySingle(number, out float value):
                BinaryPrimitives.WriteSingleLittleEndian(Take(4), value);
                return true;
            case 'd' when TextNumber.TryDouble(number, out double value):
                BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);
                return true;
            default:
                return false;
        }
    }

    private static bool TryBool(ReadOnlySpan<byte> text, out bool value)
    {
        value = text.SequenceEqual("true"u8);
        if (value || text.SequenceEqual("false"u8))
            return true;

        bool isNumber = TextNumber.TryDouble(text, out double number);
        value = number != 0;
        return isNumber;
    }

    private bool AddInt32(byte code, int bits)
    {
        AddType(code);
        BinaryPrimitives.WriteInt32LittleEndian(Take(4), bits);
        return true;
    }

    private bool AddInt64(byte code, long bits)
    {
        AddType(code);
        BinaryPrimitives.WriteInt64LittleEndian(Take(8), bits);
        return true;
    }

    private void AddType(byte code) => _types[_typeCount++] = code;

    private Span<byte> Take(int bytes)
    {
        Span<byte> item = _data.Slice(_length, bytes);
        _length += bytes;
        return item;
    }
}
