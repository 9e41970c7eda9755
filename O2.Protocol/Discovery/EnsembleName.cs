namespace O2.Protocol;

/// <summary>The rule for names of ensembles: 1 to 63 bytes of UTF-8, without a zero character.</summary>
/// <remarks>Names are compared byte for byte. Thread-safe: yes. Source: O2 2.0, <c>o2_initialize</c>.</remarks>
public static class EnsembleName
{
    /// <summary>Tells whether a text may name an ensemble.</summary>
    /// <param name="name">The text.</param>
    /// <returns>Whether it is 1 to 63 bytes long and has no zero character.</returns>
    public static bool IsValid(string? name) =>
        !string.IsNullOrEmpty(name) && AddressText.TryEncode(name, out byte[] utf8) && utf8.Length <= ProtocolLimits.MaxNameLength;

    /// <summary>Returns the name when it is valid.</summary>
    /// <param name="name">The text.</param>
    /// <returns>The same text.</returns>
    /// <exception cref="ArgumentException">The text may not name an ensemble.</exception>
    public static string Validate(string name) =>
        IsValid(name)
            ? name
            : throw new ArgumentException($"'{name}' cannot name an ensemble: ensemble names have 1 to {ProtocolLimits.MaxNameLength} bytes and no zero character.", nameof(name));
}
