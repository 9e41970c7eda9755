using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace O2.Protocol;

public readonly ref partial struct O2MessageView
{
    /// <summary>A vector of any element type.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The vector, whose elements convert one by one or all at once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no vector.</exception>
    public O2Vector Vector(int i) =>
        Locate(i, out int type, out ReadOnlySpan<byte> item) == 'v'
            ? new(Types.Slice(type + 1, 1), item[4..], isArray: false)
            : throw Mismatch(i, type);

    /// <summary>The elements of a <c>vi</c>, in place.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no vector of this element type; <see cref="Vector"/> converts.</exception>
    /// <exception cref="PlatformNotSupportedException">The machine is big-endian; use <see cref="Vector"/>.</exception>
    public ReadOnlySpan<int> VectorInt32(int i) => Elements<int>(i, 'i');

    /// <summary>The elements of a <c>vh</c>, in place.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The elements; only 4-byte alignment is guaranteed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no vector of this element type; <see cref="Vector"/> converts.</exception>
    /// <exception cref="PlatformNotSupportedException">The machine is big-endian; use <see cref="Vector"/>.</exception>
    public ReadOnlySpan<long> VectorInt64(int i) => Elements<long>(i, 'h');

    /// <summary>The elements of a <c>vf</c>, in place.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no vector of this element type; <see cref="Vector"/> converts.</exception>
    /// <exception cref="PlatformNotSupportedException">The machine is big-endian; use <see cref="Vector"/>.</exception>
    public ReadOnlySpan<float> VectorSingle(int i) => Elements<float>(i, 'f');

    /// <summary>The elements of a <c>vd</c>, in place.</summary>
    /// <param name="i">Position, from 0.</param>
    /// <returns>The elements; only 4-byte alignment is guaranteed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="O2TypeMismatchException">It is no vector of this element type; <see cref="Vector"/> converts.</exception>
    /// <exception cref="PlatformNotSupportedException">The machine is big-endian; use <see cref="Vector"/>.</exception>
    public ReadOnlySpan<double> VectorDouble(int i) => Elements<double>(i, 'd');

    private ReadOnlySpan<T> Elements<T>(int i, char element, [CallerMemberName] string wanted = "")
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Vector elements are little-endian; on this machine read them with Vector(i).");

        return Locate(i, out int type, out ReadOnlySpan<byte> item) == 'v' && Types[type + 1] == element
            ? MemoryMarshal.Cast<byte, T>(item[4..])
            : throw Mismatch(i, type, wanted);
    }
}
