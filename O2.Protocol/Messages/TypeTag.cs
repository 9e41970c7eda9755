namespace O2.Protocol;

/// <summary>The type code of an argument, as it stands in a message's type string.</summary>
/// <remarks>
/// Sizes are those of the data section; every item there is a multiple of 4 bytes long (O2 2.0, "Type codes").
/// A vector takes two characters of the type string: <c>v</c> and the code of its elements.
/// </remarks>
public enum TypeTag : byte
{
    /// <summary>Signed 32-bit integer.</summary>
    Int32 = (byte)'i',

    /// <summary>Signed 64-bit integer.</summary>
    Int64 = (byte)'h',

    /// <summary>IEEE-754 single.</summary>
    Float = (byte)'f',

    /// <summary>IEEE-754 double.</summary>
    Double = (byte)'d',

    /// <summary>A moment in O2 global time, seconds as an IEEE-754 double.</summary>
    Time = (byte)'t',

    /// <summary>A string: UTF-8, terminated by NUL, padded with NUL to a multiple of 4 bytes.</summary>
    String = (byte)'s',

    /// <summary>A symbol; same bytes as a string.</summary>
    Symbol = (byte)'S',

    /// <summary>A character: 32 bits, of which all are kept.</summary>
    Char = (byte)'c',

    /// <summary>A short MIDI message: port, status, data 1, data 2, from the most significant byte down.</summary>
    Midi = (byte)'m',

    /// <summary>A Boolean, a 32-bit 0 or 1.</summary>
    Bool = (byte)'B',

    /// <summary>A blob: 32-bit size in bytes, the bytes, zero padding.</summary>
    Blob = (byte)'b',

    /// <summary>True; no data.</summary>
    True = (byte)'T',

    /// <summary>False; no data.</summary>
    False = (byte)'F',

    /// <summary>Nil; no data.</summary>
    Nil = (byte)'N',

    /// <summary>Infinitum, OSC's "impulse"; no data.</summary>
    Infinitum = (byte)'I',

    /// <summary>Start of an array; no data.</summary>
    ArrayStart = (byte)'[',

    /// <summary>End of an array; no data.</summary>
    ArrayEnd = (byte)']',

    /// <summary>A vector of <c>i</c>, <c>h</c>, <c>f</c> or <c>d</c>: 32-bit count of bytes, then the elements without padding.</summary>
    Vector = (byte)'v',
}
