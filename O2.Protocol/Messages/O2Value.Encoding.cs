using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace O2.Protocol;

public readonly partial struct O2Value
{
    /// <summary>Type codes that the argument takes in a type string: 2 for a vector, else 1.</summary>
    internal int CodeCount => _tag == TypeTag.Vector ? 2 : 1;

    /// <summary>Bytes that the argument takes in the data.</summary>
    internal long DataLength => Tag switch
    {
        TypeTag.Int32 or TypeTag.Float or TypeTag.Char or TypeTag.Midi or TypeTag.Bool => 4,
        TypeTag.Int64 or TypeTag.Double or TypeTag.Time => 8,
        TypeTag.String or TypeTag.Symbol => ((long)AddressText.GetByteCount(Text) & ~3) + 4,
        TypeTag.Blob => 4 + (((long)Bytes.Length + 3) & ~3),
        TypeTag.Vector => 4 + VectorBytes,
        _ => 0,
    };

    private string Text => (string)_reference!;

    private ReadOnlySpan<byte> Bytes => ((byte[])_reference!).AsSpan((int)(_bits >> 32), (int)_bits);

    private long VectorBytes => (long)((Array)_reference!).Length * ArgumentLayout.ElementSize((char)_element);

    /// <summary>Writes the type codes; returns how many.</summary>
    internal int WriteTypes(Span<char> types)
    {
        types[0] = (char)Tag;
        if (_tag == TypeTag.Vector)
            types[1] = (char)_element;

        return CodeCount;
    }

    /// <summary>Writes the value as little-endian image into exactly <see cref="DataLength"/> bytes.</summary>
    internal void WriteData(Span<byte> data)
    {
        switch (Tag)
        {
            case TypeTag.Int32 or TypeTag.Float or TypeTag.Char or TypeTag.Midi or TypeTag.Bool:
                BinaryPrimitives.WriteInt32LittleEndian(data, (int)_bits);
                break;
            case TypeTag.Int64 or TypeTag.Double or TypeTag.Time:
                BinaryPrimitives.WriteInt64LittleEndian(data, _bits);
                break;
            case TypeTag.String or TypeTag.Symbol:
                data[AddressText.GetBytes(Text, data)..].Clear();
                break;
            case TypeTag.Blob:
                BinaryPrimitives.WriteInt32LittleEndian(data, Bytes.Length);
                Bytes.CopyTo(data[4..]);
                data[(4 + Bytes.Length)..].Clear();
                break;
            case TypeTag.Vector:
                BinaryPrimitives.WriteInt32LittleEndian(data, (int)VectorBytes);
                WriteElements(data[4..]);
                break;
        }
    }

    private void WriteElements(Span<byte> data)
    {
        switch (_reference)
        {
            case int[] elements:
                MemoryMarshal.AsBytes(elements.AsSpan()).CopyTo(data);
                break;
            case long[] elements:
                MemoryMarshal.AsBytes(elements.AsSpan()).CopyTo(data);
                break;
            case float[] elements:
                MemoryMarshal.AsBytes(elements.AsSpan()).CopyTo(data);
                break;
            case double[] elements:
                MemoryMarshal.AsBytes(elements.AsSpan()).CopyTo(data);
                break;
        }

        if (!BitConverter.IsLittleEndian)
        {
            int size = ArgumentLayout.ElementSize((char)_element);
            for (; !data.IsEmpty; data = data[size..])
                data[..size].Reverse();
        }
    }
}
