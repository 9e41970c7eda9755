namespace O2.Protocol;

/// <summary>The elements of a vector argument, or of an array of numbers that is read as a vector.</summary>
/// <remarks>
/// Elements convert by the rules of <see cref="Coercion"/>. Valid as long as the message view it came from.
/// Allocates: no. Source: O2 2.0, "Vectors and arrays".
/// </remarks>
public readonly ref struct O2Vector
{
    private readonly ReadOnlySpan<char> _types;
    private readonly ReadOnlySpan<byte> _data;

    /// <param name="types">Type codes of an array's items, or of a vector the one of its elements.</param>
    /// <param name="data">The elements.</param>
    /// <param name="isArray">Whether each element has its own type code.</param>
    internal O2Vector(ReadOnlySpan<char> types, ReadOnlySpan<byte> data, bool isArray)
    {
        _types = types;
        _data = data;
        IsArray = isArray;
        Count = isArray ? types.Length : data.Length / ArgumentLayout.ElementSize(types[0]);
    }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>Whether the message has an array here, whose items may differ in type.</summary>
    public bool IsArray { get; }

    /// <summary>The elements as little-endian image, without count.</summary>
    public ReadOnlySpan<byte> Raw => _data;

    /// <summary>Type code that an element has in the message: <c>i</c>, <c>h</c>, <c>f</c> or <c>d</c>.</summary>
    /// <param name="k">Position in the vector, from 0.</param>
    /// <returns>The type code.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public TypeTag ElementTag(int k) => (TypeTag)Locate(k, out _);

    /// <summary>An element as 32-bit integer.</summary>
    /// <param name="k">Position in the vector, from 0.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public int Int32(int k)
    {
        Coercion.TryInt32(Locate(k, out ReadOnlySpan<byte> item), item, out int value);
        return value;
    }

    /// <summary>An element as 64-bit integer.</summary>
    /// <param name="k">Position in the vector, from 0.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public long Int64(int k)
    {
        Coercion.TryInt64(Locate(k, out ReadOnlySpan<byte> item), item, out long value);
        return value;
    }

    /// <summary>An element as single.</summary>
    /// <param name="k">Position in the vector, from 0.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public float Single(int k)
    {
        Coercion.TrySingle(Locate(k, out ReadOnlySpan<byte> item), item, out float value);
        return value;
    }

    /// <summary>An element as double, or as seconds of O2 global time.</summary>
    /// <param name="k">Position in the vector, from 0.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public double Double(int k)
    {
        Coercion.TryDouble(Locate(k, out ReadOnlySpan<byte> item), item, out double value);
        return value;
    }

    /// <summary>Whether an element is not zero.</summary>
    /// <param name="k">Position in the vector, from 0.</param>
    /// <returns>The value as Boolean.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public bool Boolean(int k)
    {
        Coercion.TryBoolean(Locate(k, out ReadOnlySpan<byte> item), item, out bool value);
        return value;
    }

    /// <summary>Copies all elements as 32-bit integers.</summary>
    /// <param name="destination">Receives them; at least <see cref="Count"/> long.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void CopyTo(Span<int> destination)
    {
        CheckRoom(destination.Length);
        ReadOnlySpan<byte> rest = _data;
        for (int k = 0; k < Count; k++)
            Coercion.TryInt32(Next(k, ref rest, out ReadOnlySpan<byte> item), item, out destination[k]);
    }

    /// <summary>Copies all elements as 64-bit integers.</summary>
    /// <param name="destination">Receives them; at least <see cref="Count"/> long.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void CopyTo(Span<long> destination)
    {
        CheckRoom(destination.Length);
        ReadOnlySpan<byte> rest = _data;
        for (int k = 0; k < Count; k++)
            Coercion.TryInt64(Next(k, ref rest, out ReadOnlySpan<byte> item), item, out destination[k]);
    }

    /// <summary>Copies all elements as singles.</summary>
    /// <param name="destination">Receives them; at least <see cref="Count"/> long.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void CopyTo(Span<float> destination)
    {
        CheckRoom(destination.Length);
        ReadOnlySpan<byte> rest = _data;
        for (int k = 0; k < Count; k++)
            Coercion.TrySingle(Next(k, ref rest, out ReadOnlySpan<byte> item), item, out destination[k]);
    }

    /// <summary>Copies all elements as doubles.</summary>
    /// <param name="destination">Receives them; at least <see cref="Count"/> long.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void CopyTo(Span<double> destination)
    {
        CheckRoom(destination.Length);
        ReadOnlySpan<byte> rest = _data;
        for (int k = 0; k < Count; k++)
            Coercion.TryDouble(Next(k, ref rest, out ReadOnlySpan<byte> item), item, out destination[k]);
    }

    private char Locate(int k, out ReadOnlySpan<byte> item)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(k, Count);
        ReadOnlySpan<byte> rest = _data;
        if (!IsArray)
        {
            rest = rest[(k * ArgumentLayout.ElementSize(_types[0]))..];
            return Next(k, ref rest, out item);
        }

        for (int earlier = 0; earlier < k; earlier++)
            Next(earlier, ref rest, out _);

        return Next(k, ref rest, out item);
    }

    private char Next(int k, scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> item)
    {
        char code = _types[IsArray ? k : 0];
        int size = ArgumentLayout.ElementSize(code);
        item = rest[..size];
        rest = rest[size..];
        return code;
    }

    private void CheckRoom(int length)
    {
        if (length < Count)
            throw new ArgumentException($"The vector has {Count} elements and there is room for {length}.", "destination");
    }
}
