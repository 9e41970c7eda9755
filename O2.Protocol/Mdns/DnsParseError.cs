namespace O2.Protocol.Mdns;

/// <summary>Tells why bytes are not a DNS message that we read.</summary>
/// <param name="Kind">The rule that the bytes break; <see cref="DnsParseErrorKind.None"/> when they break none.</param>
/// <param name="Offset">Where in the datagram, in bytes from its start.</param>
public readonly record struct DnsParseError(DnsParseErrorKind Kind, int Offset)
{
    /// <summary>Shows kind and offset.</summary>
    /// <returns>Text like <c>Truncated at 17</c>.</returns>
    public override string ToString() => $"{Kind} at {Offset}";
}
