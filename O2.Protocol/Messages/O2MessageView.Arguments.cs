using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace O2.Protocol;

public readonly ref partial struct O2MessageView
{
    /// <summary>Type of an argument.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>Its type code; <see cref="TypeTag.Vector"/> for all vectors.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    public TypeTag Tag(int i) => (TypeTag)Locate(i, out _, out _);

    /// <summary>An argument as 32-bit integer.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The value; floating-point numbers truncated, <c>h</c> cut to its low 32 bits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no number, time or Boolean.</exception>
    public int Int32(int i) =>
        Coercion.TryInt32(Locate(i, out int type, out ReadOnlySpan<byte> item), item, out int value) ? value : throw Mismatch(i, type);

    /// <summary>An argument as 64-bit integer.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The value; floating-point numbers truncated.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no number, time or Boolean.</exception>
    public long Int64(int i) =>
        Coercion.TryInt64(Locate(i, out int type, out ReadOnlySpan<byte> item), item, out long value) ? value : throw Mismatch(i, type);

    /// <summary>An argument as single.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The value, rounded to the nearest single.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no number, time or Boolean.</exception>
    public float Single(int i) =>
        Coercion.TrySingle(Locate(i, out int type, out ReadOnlySpan<byte> item), item, out float value) ? value : throw Mismatch(i, type);

    /// <summary>An argument as double.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no number, time or Boolean.</exception>
    public double Double(int i) =>
        Coercion.TryDouble(Locate(i, out int type, out ReadOnlySpan<byte> item), item, out double value) ? value : throw Mismatch(i, type);

    /// <summary>An argument as a moment in O2 global time.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The moment; numbers count as seconds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no number, time or Boolean.</exception>
    public GlobalTime GlobalTime(int i) =>
        Coercion.TryDouble(Locate(i, out int type, out ReadOnlySpan<byte> item), item, out double value) ? new(value) : throw Mismatch(i, type);

    /// <summary>An argument as Boolean.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>True for <c>T</c> and for numbers and Booleans that are not zero; NaN is not zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no number, time or Boolean.</exception>
    public bool Boolean(int i) =>
        Coercion.TryBoolean(Locate(i, out int type, out ReadOnlySpan<byte> item), item, out bool value) ? value : throw Mismatch(i, type);

    /// <summary>A string or symbol.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The text; bytes that are not UTF-8 become U+FFFD. Allocates: yes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no string or symbol.</exception>
    public string Text(int i) => Encoding.UTF8.GetString(Utf8(i, nameof(Text)));

    /// <summary>The bytes of a string or symbol.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The bytes as sent, without NUL.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no string or symbol.</exception>
    public ReadOnlySpan<byte> TextUtf8(int i) => Utf8(i, nameof(TextUtf8));

    /// <summary>A character.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The 32-bit number of the character.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no <c>c</c>.</exception>
    public int Char(int i) =>
        Locate(i, out int type, out ReadOnlySpan<byte> item) == 'c' ? BinaryPrimitives.ReadInt32LittleEndian(item) : throw Mismatch(i, type);

    /// <summary>A short MIDI message.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>port &lt;&lt; 24 | status &lt;&lt; 16 | data1 &lt;&lt; 8 | data2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no <c>m</c>.</exception>
    public uint Midi(int i) =>
        Locate(i, out int type, out ReadOnlySpan<byte> item) == 'm' ? BinaryPrimitives.ReadUInt32LittleEndian(item) : throw Mismatch(i, type);

    /// <summary>The bytes of a blob.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The bytes, without padding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no blob.</exception>
    public ReadOnlySpan<byte> Blob(int i) =>
        Locate(i, out int type, out ReadOnlySpan<byte> item) == 'b' ? ArgumentLayout.BlobBytes(item) : throw Mismatch(i, type);

    private ReadOnlySpan<byte> Utf8(int i, string wanted) =>
        Locate(i, out int type, out ReadOnlySpan<byte> item) is 's' or 'S' ? ArgumentLayout.TextBytes(item) : throw Mismatch(i, type, wanted);

    /// <summary>Finds an argument's type code and bytes.</summary>
    private char Locate(int i, out int type, out ReadOnlySpan<byte> item)
    {
        type = 0;
        int offset = 0;
        for (int skip = i; ArgumentLayout.Measure(Types, type, Raw, offset, out var size) == ArgumentLayout.Found.Argument; skip--)
        {
            if (skip == 0)
            {
                item = Raw.Slice(offset, size);
                return Types[type];
            }

            type += ArgumentLayout.CodeCount(Types, type);
            offset += size;
        }

        ThrowNoArgument(i);
        item = default;
        return default;
    }

    [DoesNotReturn]
    private void ThrowNoArgument(int i) =>
        throw new ArgumentOutOfRangeException(nameof(i), i, $"The message '{Address} {Types}' has {Count} readable arguments.");

    private O2TypeMismatchException Mismatch(int i, int type, [CallerMemberName] string wanted = "") =>
        new(i, wanted, Types.Slice(type, ArgumentLayout.CodeCount(Types, type)).ToString(), Types.ToString());
}
