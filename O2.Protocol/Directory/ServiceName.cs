using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>The rules for names of services.</summary>
/// <remarks>Names are compared byte for byte, without regard to language. Thread-safe: yes. Source: O2 2.0, <c>o2_service_new</c>, <c>o2_tap</c>.</remarks>
public static class ServiceName
{
    /// <summary>The service that every process offers under this name to itself: the process that reads the message.</summary>
    public const string Process = "_o2";

    /// <summary>The service of the clock reference.</summary>
    public const string Clock = "_cs";

    private const int MaxTappeeBytes = 64;

    /// <summary>Tells whether a user may offer a service under a name: a letter first, no <c>/</c>, at most 63 bytes.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether the name is allowed.</returns>
    public static bool IsValid([NotNullWhen(true)] string? name) =>
        !string.IsNullOrEmpty(name) && char.IsAsciiLetter(name[0]) && IsEncodable(name, ProtocolLimits.MaxNameLength);

    /// <summary>Returns the name when a user may offer a service under it.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The same name.</returns>
    /// <exception cref="ArgumentException">The name breaks a rule; the message says which.</exception>
    public static string Validate(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return IsValid(name) ? name : throw new ArgumentException($"'{name}' cannot name a service: {BrokenRule(name)}.", nameof(name));
    }

    /// <summary>Tells whether a name may stand in a tap: not empty, first character neither <c>/</c> nor <c>!</c>, no <c>/</c> inside, at most 64 bytes.</summary>
    /// <param name="name">Name of the tapped or of the tapping service. Neither needs to exist.</param>
    /// <returns>Whether the name is allowed.</returns>
    public static bool IsValidInTap([NotNullWhen(true)] string? name) =>
        !string.IsNullOrEmpty(name) && name[0] != '!' && IsEncodable(name, MaxTappeeBytes);

    /// <summary>Tells whether another process may announce a service under a name.</summary>
    /// <param name="name">The announced name.</param>
    /// <returns>
    /// False for an empty name, one with <c>/</c>, one too long for an address node, and for names that stand for processes
    /// (<c>_o2</c>, <c>@...</c>), which nobody can offer. <c>_cs</c> is allowed.
    /// </returns>
    public static bool IsAnnounceable([NotNullWhen(true)] string? name) =>
        !string.IsNullOrEmpty(name) && name != Process && name[0] != '@' && IsEncodable(name, ProtocolLimits.MaxNodeLength);

    private static bool IsEncodable(string name, int maxBytes) =>
        !name.Contains('/') && AddressText.TryEncode(name, out byte[] utf8) && utf8.Length <= maxBytes;

    private static string BrokenRule(string name) => name switch
    {
        Process or Clock => "it is reserved for O2 itself",
        ['@', ..] => "'@' begins the names of processes",
        _ when !char.IsAsciiLetter(name[0]) => "service names begin with a letter (A-Z, a-z)",
        _ when name.Contains('/') => "service names have no '/'",
        _ when !AddressText.TryEncode(name, out _) => "service names have no zero character and no half of a surrogate pair",
        _ => $"service names have at most {ProtocolLimits.MaxNameLength} bytes",
    };
}
