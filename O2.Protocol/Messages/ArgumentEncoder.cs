namespace O2.Protocol;

/// <summary>Turns arguments into a type string and argument bytes in memory of the caller.</summary>
/// <remarks>
/// Two steps, <see cref="Measure"/> and <see cref="Encode"/>, so that a message which is delivered at once can live on the
/// stack. Thread-safe: yes. Allocates: no.
/// </remarks>
public static class ArgumentEncoder
{
    /// <summary>Tells how much room the arguments need.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="typeCount">Length of the type string in characters, without comma.</param>
    /// <param name="dataLength">Length of the argument data in bytes, a multiple of 4.</param>
    /// <exception cref="ArgumentException">The arguments need more than 1 GiB.</exception>
    public static void Measure(ReadOnlySpan<O2Value> args, out int typeCount, out int dataLength)
    {
        const long mostBytes = 1 << 30;
        typeCount = 0;
        long length = 0;
        foreach (ref readonly O2Value value in args)
        {
            typeCount += value.CodeCount;
            length += value.DataLength;
        }

        dataLength = length <= mostBytes ? (int)length : throw new ArgumentException("The arguments need more than 1 GiB.", nameof(args));
    }

    /// <summary>Writes the arguments.</summary>
    /// <param name="args">The arguments, the same as were measured.</param>
    /// <param name="types">Receives the type string; at least as long as measured.</param>
    /// <param name="data">Receives the argument bytes as little-endian image; at least as long as measured. Every byte of the measured length is written.</param>
    /// <exception cref="ArgumentException">One of the spans is too short.</exception>
    public static void Encode(ReadOnlySpan<O2Value> args, Span<char> types, Span<byte> data)
    {
        Measure(args, out int typeCount, out int dataLength);
        if (types.Length < typeCount || data.Length < dataLength)
            throw new ArgumentException($"The arguments need {typeCount} type codes and {dataLength} bytes; {types.Length} and {data.Length} are there.");

        foreach (ref readonly O2Value value in args)
        {
            types = types[value.WriteTypes(types)..];
            int length = (int)value.DataLength;
            value.WriteData(data[..length]);
            data = data[length..];
        }
    }
}
