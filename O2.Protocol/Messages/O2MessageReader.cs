using System.Buffers.Binary;
using System.Text;

namespace O2.Protocol;

/// <summary>Reads the arguments of a message one after the other, converting each to the type that is asked for.</summary>
/// <remarks>
/// <para>Each request takes one argument, also when it fails because the types do not convert; at the end every request
/// fails. After an unknown type code, or data that end early, nothing more can be read.</para>
/// <para>Vectors and arrays of numbers stand for each other. <see cref="TryReadVectorStart"/> takes either, then
/// <see cref="TryReadVector"/> gives the elements; behind an array its <c>]</c> is still to be read.
/// <see cref="TryReadArrayStart"/> takes either, too, then one request for each element, then <see cref="TryReadArrayEnd"/>.</para>
/// Allocates: no, but for <see cref="TryReadText"/>. Thread-safe: no. Source: O2 2.0, "Message parsing".
/// </remarks>
public ref partial struct O2MessageReader
{
    private readonly ReadOnlySpan<char> _types;
    private readonly ReadOnlySpan<byte> _data;
    private int _type;
    private int _offset;
    private State _state;

    // What is left of the vector that was announced, or that is read as array; its element type stands just before _type.
    private ReadOnlySpan<byte> _elements;

    internal O2MessageReader(ReadOnlySpan<char> types, ReadOnlySpan<byte> data)
    {
        _types = types;
        _data = data;
    }

    private enum State
    {
        /// <summary>At an argument or bracket of the type string.</summary>
        Arguments,

        /// <summary>A vector of the message was asked for as vector; its element type comes next.</summary>
        VectorAsVector,

        /// <summary>An array of the message was asked for as vector; the element type comes next.</summary>
        ArrayAsVector,

        /// <summary>A vector of the message was asked for as array; its elements come next.</summary>
        VectorAsArray,
    }

    /// <summary>Whether all arguments were taken. Inside a vector that is read as array: not before its end was.</summary>
    public readonly bool IsAtEnd => _type >= _types.Length && _state == State.Arguments;

    /// <summary>Argument bytes from the next argument on.</summary>
    public readonly ReadOnlySpan<byte> RawRest => _data[_offset..];

    /// <summary>Takes the next argument as 32-bit integer.</summary>
    /// <param name="value">The value; floating-point numbers truncated, <c>h</c> cut to its low 32 bits.</param>
    /// <returns>False when it is no number, time or Boolean.</returns>
    public bool TryReadInt32(out int value) => Coercion.TryInt32(Take(out ReadOnlySpan<byte> item), item, out value);

    /// <summary>Takes the next argument as 64-bit integer.</summary>
    /// <param name="value">The value; floating-point numbers truncated.</param>
    /// <returns>False when it is no number, time or Boolean.</returns>
    public bool TryReadInt64(out long value) => Coercion.TryInt64(Take(out ReadOnlySpan<byte> item), item, out value);

    /// <summary>Takes the next argument as single.</summary>
    /// <param name="value">The value, rounded to the nearest single.</param>
    /// <returns>False when it is no number, time or Boolean.</returns>
    public bool TryReadSingle(out float value) => Coercion.TrySingle(Take(out ReadOnlySpan<byte> item), item, out value);

    /// <summary>Takes the next argument as double.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False when it is no number, time or Boolean.</returns>
    public bool TryReadDouble(out double value) => Coercion.TryDouble(Take(out ReadOnlySpan<byte> item), item, out value);

    /// <summary>Takes the next argument as a moment in O2 global time.</summary>
    /// <param name="value">The moment; numbers count as seconds.</param>
    /// <returns>False when it is no number, time or Boolean.</returns>
    public bool TryReadTime(out GlobalTime value)
    {
        bool converts = TryReadDouble(out double seconds);
        value = new(seconds);
        return converts;
    }

    /// <summary>Takes the next argument as Boolean.</summary>
    /// <param name="value">True for <c>T</c> and for what is not zero.</param>
    /// <returns>False when it is no number, time or Boolean.</returns>
    public bool TryReadBoolean(out bool value) => Coercion.TryBoolean(Take(out ReadOnlySpan<byte> item), item, out value);

    /// <summary>Takes the next argument as string or symbol. Allocates the string.</summary>
    /// <param name="value">The text; bytes that are not UTF-8 become U+FFFD. Empty on failure.</param>
    /// <returns>False when it is neither.</returns>
    public bool TryReadText(out string value)
    {
        bool isText = TryReadUtf8(out ReadOnlySpan<byte> utf8);
        value = Encoding.UTF8.GetString(utf8);
        return isText;
    }

    /// <summary>Takes the next argument as the bytes of a string or symbol.</summary>
    /// <param name="value">The bytes without NUL. Empty on failure.</param>
    /// <returns>False when it is neither.</returns>
    public bool TryReadUtf8(out ReadOnlySpan<byte> value)
    {
        bool isText = Take(out ReadOnlySpan<byte> item) is 's' or 'S';
        value = isText ? ArgumentLayout.TextBytes(item) : default;
        return isText;
    }

    /// <summary>Takes the next argument as character.</summary>
    /// <param name="value">Its 32-bit number.</param>
    /// <returns>False when it is no <c>c</c>.</returns>
    public bool TryReadChar(out int value)
    {
        bool isChar = Take(out ReadOnlySpan<byte> item) == 'c';
        value = isChar ? BinaryPrimitives.ReadInt32LittleEndian(item) : 0;
        return isChar;
    }

    /// <summary>Takes the next argument as short MIDI message.</summary>
    /// <param name="value">port &lt;&lt; 24 | status &lt;&lt; 16 | data1 &lt;&lt; 8 | data2.</param>
    /// <returns>False when it is no <c>m</c>.</returns>
    public bool TryReadMidi(out uint value)
    {
        bool isMidi = Take(out ReadOnlySpan<byte> item) == 'm';
        value = isMidi ? BinaryPrimitives.ReadUInt32LittleEndian(item) : 0;
        return isMidi;
    }

    /// <summary>Takes the next argument as blob.</summary>
    /// <param name="value">Its bytes without padding. Empty on failure.</param>
    /// <returns>False when it is no <c>b</c>.</returns>
    public bool TryReadBlob(out ReadOnlySpan<byte> value)
    {
        bool isBlob = Take(out ReadOnlySpan<byte> item) == 'b';
        value = isBlob ? ArgumentLayout.BlobBytes(item) : default;
        return isBlob;
    }

    /// <summary>Takes the next argument as <c>T</c>.</summary>
    /// <returns>True for <c>T</c>, for what is not zero, and for <c>F</c>: the reference's code accepts that, and programs run on it.</returns>
    public bool TryReadTrue() => Coercion.Converts(Take(out ReadOnlySpan<byte> item), item, 'T');

    /// <summary>Takes the next argument as <c>F</c>.</summary>
    /// <returns>True for <c>F</c> and for what is zero.</returns>
    public bool TryReadFalse() => Coercion.Converts(Take(out ReadOnlySpan<byte> item), item, 'F');

    /// <summary>Takes the next argument as nil.</summary>
    /// <returns>False when it is no <c>N</c>.</returns>
    public bool TryReadNil() => Take(out _) == 'N';

    /// <summary>Takes the next argument as infinitum.</summary>
    /// <returns>False when it is no <c>I</c>.</returns>
    public bool TryReadInfinitum() => Take(out _) == 'I';

    /// <summary>Takes the next argument by the type code of a handler's type string, without keeping its value.</summary>
    internal bool TryTake(char code) => (code, _state) switch
    {
        ('i' or 'h' or 'f' or 'd' or 't' or 'B', State.VectorAsVector or State.ArrayAsVector) => TryReadVector((TypeTag)code, out _),
        ('v', _) => TryReadVectorStart(),
        ('[', _) => TryReadArrayStart(),
        (']', _) => TryReadArrayEnd(),
        _ => Coercion.Converts(Take(out ReadOnlySpan<byte> item), item, code),
    };

    /// <summary>Takes one item; returns its type code, or NUL when there is none.</summary>
    private char Take(out ReadOnlySpan<byte> item)
    {
        item = default;
        switch (_state)
        {
            case State.VectorAsVector or State.ArrayAsVector:
                _state = State.Arguments;
                return '\0';
            case State.VectorAsArray:
                return TakeElement(out item);
        }

        if (ArgumentLayout.Measure(_types, _type, _data, _offset, out int size) != ArgumentLayout.Found.Argument)
        {
            _type = _types.Length;
            _offset = _data.Length;
            return '\0';
        }

        char code = _types[_type];
        item = _data.Slice(_offset, size);
        _type += ArgumentLayout.CodeCount(_types, _type);
        _offset += size;
        return code;
    }
}
