namespace O2.Protocol.Osc;

/// <summary>Why something is not translated between OSC and O2, and where.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Offset">Offset of the offending field in bytes: in the packet, or in the argument bytes of an O2 message.</param>
public readonly record struct OscError(OscErrorKind Kind, int Offset)
{
    /// <summary>The type code that is not known, for <see cref="OscErrorKind.UnknownType"/>; NUL for others.</summary>
    public char Type { get; init; }

    /// <summary>Names kind, type and place.</summary>
    /// <returns>Text like <c>Arguments at byte 24</c> or <c>unknown type 'x' at byte 24</c>.</returns>
    public override string ToString() => Kind switch
    {
        OscErrorKind.None => "no error",
        OscErrorKind.UnknownType => $"unknown type '{Type}' at byte {Offset}",
        _ => $"{Kind} at byte {Offset}",
    };
}
