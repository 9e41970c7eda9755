using System.Buffers.Binary;

namespace O2.Protocol;

/// <summary>Where each argument of a type string lies in the argument bytes (little-endian image).</summary>
internal static class ArgumentLayout
{
    /// <summary>What <see cref="Measure"/> found.</summary>
    public enum Found
    {
        /// <summary>An argument that lies inside the data.</summary>
        Argument,

        /// <summary>The end of the type string.</summary>
        End,

        /// <summary>A type code that O2 does not have: nothing behind it can be located.</summary>
        UnknownType,

        /// <summary>The argument needs more bytes than there are, or is a vector with a broken element.</summary>
        Overrun,
    }

    /// <summary>Rounds up to a multiple of 4.</summary>
    public static int Pad4(int bytes) => (bytes + 3) & ~3;

    /// <summary>Bytes that a text of so many bytes takes: with one NUL or more, up to a multiple of 4.</summary>
    public static int PadText(int bytes) => (bytes & ~3) + 4;

    /// <summary>Bytes of an item whose size its type code tells; -1 for others.</summary>
    public static int FixedSize(char code) => code switch
    {
        'i' or 'f' or 'B' or 'c' or 'm' => 4,
        'h' or 'd' or 't' => 8,
        'T' or 'F' or 'N' or 'I' or '[' or ']' => 0,
        _ => -1,
    };

    /// <summary>Size of a vector element; 0 when vectors cannot have it.</summary>
    public static int ElementSize(char code) => code switch { 'i' or 'f' => 4, 'h' or 'd' => 8, _ => 0 };

    /// <summary>Type codes that the argument at <paramref name="type"/> takes: 2 for a vector.</summary>
    public static int CodeCount(ReadOnlySpan<char> types, int type) => types[type] == 'v' ? 2 : 1;

    /// <summary>Measures the argument whose type code stands at <paramref name="type"/> and whose bytes begin at <paramref name="offset"/>.</summary>
    public static Found Measure(ReadOnlySpan<char> types, int type, ReadOnlySpan<byte> data, int offset, out int size)
    {
        size = 0;
        if (type >= types.Length)
            return Found.End;

        int known = FixedSize(types[type]);
        int room = data.Length - offset;
        if (known >= 0)
        {
            size = known;
            return known <= room ? Found.Argument : Found.Overrun;
        }

        return types[type] switch
        {
            's' or 'S' => MeasureString(data[offset..], out size),
            'b' => MeasureBlob(data[offset..], out size),
            'v' when type + 1 < types.Length && ElementSize(types[type + 1]) is > 0 and int element => MeasureVector(data[offset..], element, out size),
            _ => Found.UnknownType,
        };
    }

    /// <summary>The bytes of a blob item, without count and padding.</summary>
    public static ReadOnlySpan<byte> BlobBytes(ReadOnlySpan<byte> item) => item.Slice(4, BinaryPrimitives.ReadInt32LittleEndian(item));

    /// <summary>The bytes of a string or symbol item, without NUL.</summary>
    public static ReadOnlySpan<byte> TextBytes(ReadOnlySpan<byte> item) => item[..item.IndexOf((byte)0)];

    /// <summary>Looks whether all arguments lie inside the data; those behind an unknown type code are not looked at.</summary>
    /// <returns>Offset of the first argument that does not, or -1.</returns>
    public static int FindOverrun(ReadOnlySpan<char> types, ReadOnlySpan<byte> data)
    {
        int type = 0;
        int offset = 0;
        Found found;
        while ((found = Measure(types, type, data, offset, out int size)) == Found.Argument)
        {
            type += CodeCount(types, type);
            offset += size;
        }

        return found == Found.Overrun ? offset : -1;
    }

    private static Found MeasureString(ReadOnlySpan<byte> data, out int size)
    {
        int length = data.IndexOf((byte)0);
        size = PadText(length);
        return length >= 0 && size <= data.Length ? Found.Argument : Found.Overrun;
    }

    private static Found MeasureBlob(ReadOnlySpan<byte> data, out int size)
    {
        size = 0;
        if (!BinaryPrimitives.TryReadUInt32LittleEndian(data, out uint bytes) || bytes > data.Length - 4)
            return Found.Overrun;

        size = 4 + Pad4((int)bytes);
        return size <= data.Length ? Found.Argument : Found.Overrun;
    }

    private static Found MeasureVector(ReadOnlySpan<byte> data, int element, out int size)
    {
        size = 0;
        if (!BinaryPrimitives.TryReadUInt32LittleEndian(data, out uint bytes) || bytes > data.Length - 4 || bytes % element != 0)
            return Found.Overrun;

        size = 4 + (int)bytes;
        return Found.Argument;
    }
}
