namespace O2.Protocol;

/// <summary>Why bytes were refused as an O2 message, and where.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Offset">Offset of the offending field, in bytes from the start of the message body (its flag word).</param>
public readonly record struct O2ParseError(O2ParseErrorKind Kind, int Offset)
{
    /// <summary>
    /// Whether the sender is out of step, so that a connection over which the bytes came must be closed. Otherwise only
    /// this message is dropped: its frame is sound and the next one can be read.
    /// </summary>
    public bool ClosesConnection =>
        Kind is O2ParseErrorKind.Length or O2ParseErrorKind.AddressUnterminated or O2ParseErrorKind.TypesUnterminated;

    /// <summary>Names kind and place.</summary>
    /// <returns>Text like <c>Arguments at byte 24</c>.</returns>
    public override string ToString() => Kind == O2ParseErrorKind.None ? "no error" : $"{Kind} at byte {Offset}";
}
