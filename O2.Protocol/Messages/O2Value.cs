using System.Runtime.InteropServices;

namespace O2.Protocol;

/// <summary>One argument of a message to be sent: a type code with its value.</summary>
/// <remarks>
/// Numbers, strings, blobs and vectors convert implicitly, each to the O2 type of the same width; types that C# does not
/// have come from the static members. Nothing is boxed; strings, blobs and vectors are referenced, not copied, until the
/// message is built. A <see cref="GlobalTime"/> never converts by itself, because it is also the time at which to send:
/// write <see cref="Time"/>. Thread-safe: yes (immutable). Source: O2 2.0, "Type codes".
/// </remarks>
public readonly partial struct O2Value
{
    private readonly long _bits;
    private readonly object? _reference;
    private readonly TypeTag _tag;
    private readonly TypeTag _element;

    private O2Value(TypeTag tag, long bits = 0, object? reference = null, TypeTag element = default)
    {
        _tag = tag;
        _bits = bits;
        _reference = reference;
        _element = element;
    }

    /// <summary>True without data, <c>T</c>; <c>true</c> itself converts to <c>B</c>.</summary>
    public static O2Value True => new(TypeTag.True);

    /// <summary>False without data, <c>F</c>; <c>false</c> itself converts to <c>B</c>.</summary>
    public static O2Value False => new(TypeTag.False);

    /// <summary>Nil, <c>N</c>. Also what <c>default(O2Value)</c> is.</summary>
    public static O2Value Nil => new(TypeTag.Nil);

    /// <summary>Infinitum, <c>I</c>.</summary>
    public static O2Value Infinitum => new(TypeTag.Infinitum);

    /// <summary>Start of an array, <c>[</c>. Nothing checks that arrays are closed.</summary>
    public static O2Value ArrayStart => new(TypeTag.ArrayStart);

    /// <summary>End of an array, <c>]</c>.</summary>
    public static O2Value ArrayEnd => new(TypeTag.ArrayEnd);

    /// <summary>Type code of the argument; <see cref="TypeTag.Vector"/> for all vectors.</summary>
    public TypeTag Tag => _tag == default ? TypeTag.Nil : _tag;

    /// <summary>Type code of a vector's elements; 0 for everything else.</summary>
    public TypeTag ElementTag => _element;

    /// <summary>A moment in O2 global time, <c>t</c>.</summary>
    /// <param name="time">The moment.</param>
    /// <returns>The argument.</returns>
    public static O2Value Time(GlobalTime time) => new(TypeTag.Time, BitConverter.DoubleToInt64Bits(time.Seconds));

    /// <summary>A symbol, <c>S</c>.</summary>
    /// <param name="symbol">The text, without NUL.</param>
    /// <returns>The argument.</returns>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="ArgumentException">The text has a NUL.</exception>
    public static O2Value Symbol(string symbol) => new(TypeTag.Symbol, 0, WithoutNul(symbol));

    /// <summary>A character, <c>c</c>, by its number. O2 keeps all 32 bits.</summary>
    /// <param name="code">The number.</param>
    /// <returns>The argument.</returns>
    public static O2Value Char(int code) => new(TypeTag.Char, code);

    /// <summary>A short MIDI message, <c>m</c>.</summary>
    /// <param name="message">port &lt;&lt; 24 | status &lt;&lt; 16 | data1 &lt;&lt; 8 | data2. Note on, channel 1, middle C, velocity 100: 0x00903C64.</param>
    /// <returns>The argument.</returns>
    public static O2Value Midi(uint message) => new(TypeTag.Midi, message);

    /// <summary>A signed 32-bit integer, <c>i</c>.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator O2Value(int value) => new(TypeTag.Int32, value);

    /// <summary>A signed 64-bit integer, <c>h</c>.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator O2Value(long value) => new(TypeTag.Int64, value);

    /// <summary>A single, <c>f</c>. All bits are kept, also those of NaN.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator O2Value(float value) => new(TypeTag.Float, BitConverter.SingleToInt32Bits(value));

    /// <summary>A double, <c>d</c>. All bits are kept, also those of NaN.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator O2Value(double value) => new(TypeTag.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A Boolean, <c>B</c>.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator O2Value(bool value) => new(TypeTag.Bool, value ? 1 : 0);

    /// <summary>A character, <c>c</c>.</summary>
    /// <param name="value">The UTF-16 unit; for others see <see cref="Char"/>.</param>
    public static implicit operator O2Value(char value) => new(TypeTag.Char, value);

    /// <summary>A string, <c>s</c>.</summary>
    /// <param name="value">The text, without NUL. It is written as UTF-8; a lone surrogate U+DC80 to U+DCFF, which stands for a byte in names that are not UTF-8, as that byte.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="ArgumentException">The text has a NUL.</exception>
    public static implicit operator O2Value(string value) => new(TypeTag.String, 0, WithoutNul(value));

    /// <summary>A blob, <c>b</c>.</summary>
    /// <param name="value">The bytes; not to be changed before the message is built.</param>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    public static implicit operator O2Value(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Blob(value, 0, value.Length);
    }

    /// <summary>A blob, <c>b</c>.</summary>
    /// <param name="value">The bytes; not to be changed before the message is built. Copied now if they are in no array.</param>
    public static implicit operator O2Value(ReadOnlyMemory<byte> value) =>
        MemoryMarshal.TryGetArray(value, out ArraySegment<byte> segment)
            ? Blob(segment.Array ?? [], segment.Offset, segment.Count)
            : (O2Value)value.ToArray();

    /// <summary>A vector of 32-bit integers, <c>vi</c>.</summary>
    /// <param name="value">The elements; not to be changed before the message is built.</param>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    public static implicit operator O2Value(int[] value) => Vector(value, TypeTag.Int32);

    /// <summary>A vector of 64-bit integers, <c>vh</c>.</summary>
    /// <param name="value">The elements; not to be changed before the message is built.</param>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    public static implicit operator O2Value(long[] value) => Vector(value, TypeTag.Int64);

    /// <summary>A vector of singles, <c>vf</c>.</summary>
    /// <param name="value">The elements; not to be changed before the message is built.</param>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    public static implicit operator O2Value(float[] value) => Vector(value, TypeTag.Float);

    /// <summary>A vector of doubles, <c>vd</c>.</summary>
    /// <param name="value">The elements; not to be changed before the message is built.</param>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    public static implicit operator O2Value(double[] value) => Vector(value, TypeTag.Double);

    private static O2Value Blob(byte[] array, int offset, int count) => new(TypeTag.Blob, ((long)offset << 32) | (uint)count, array);

    private static O2Value Vector(Array? elements, TypeTag element)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return new(TypeTag.Vector, 0, elements, element);
    }

    private static string WithoutNul(string? text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('\0') ? throw new ArgumentException("Strings of a message cannot have a NUL character.", nameof(text)) : text;
    }
}
