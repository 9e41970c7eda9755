using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>The address of a message: first character, service name and path within the service, parsed once.</summary>
/// <remarks>
/// <c>/service/path</c> may hold patterns in its path; <c>!service/path</c> is taken literally; <c>#service</c> marks a
/// bundle (O2 2.0, "Addresses"). Names are compared byte for byte: case matters and nothing is normalized. Bytes that
/// are not UTF-8 appear in the texts as lone surrogates U+DC80 to U+DCFF and are written back unchanged.
/// Thread-safe: yes (immutable).
/// </remarks>
public sealed class O2Address : IEquatable<O2Address>
{
    private static readonly AddressTable Shared = new(capacity: 1024);
    private readonly byte[] _utf8;

    private O2Address(string text, byte[] utf8)
    {
        int slash = text.IndexOf('/', 1);
        _utf8 = utf8;
        Text = text;
        Service = slash < 0 ? text[1..] : text[1..slash];
        Path = slash < 0 ? "" : text[slash..];
        HasPattern = First == '/' && PatternMatcher.IsPattern(Path);
        Hash = ByteHash.Of(utf8);
    }

    /// <summary>The whole address, such as <c>/synth/noteon</c>.</summary>
    public string Text { get; }

    /// <summary>How the path is meant: <c>/</c> (may hold patterns), <c>!</c> (literal) or <c>#</c> (bundle).</summary>
    public char First => Text[0];

    /// <summary>Name of the service, without the first character. Never empty; patterns do not apply to it.</summary>
    public string Service { get; }

    /// <summary>What follows the service, from its slash on, such as <c>/noteon</c>; empty when there is nothing.</summary>
    public string Path { get; }

    /// <summary>The bytes of the address as they go on the wire, without the terminating NUL.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>Whether the message is a bundle.</summary>
    public bool IsBundle => First == '#';

    /// <summary>Whether the path is a pattern: the address begins with <c>/</c> and the path has one of <c>* ? [ {</c>. If not, it names at most one method.</summary>
    public bool HasPattern { get; }

    /// <summary>Bytes that the address takes in a message: with its NUL and padding to a multiple of 4.</summary>
    internal int PaddedLength => ArgumentLayout.PadText(_utf8.Length);

    /// <summary>Hash of <see cref="Utf8"/>, differing from run to run.</summary>
    internal int Hash { get; }

    /// <summary>The address for a text; from a process-wide cache of bounded size when it was used lately.</summary>
    /// <param name="text">Text such as <c>/synth/noteon</c>.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The text is no address; see <see cref="TryParse(string, out O2Address)"/>.</exception>
    /// <remarks>Thread-safe: yes. Allocates: only when the address is not in the cache.</remarks>
    public static O2Address Get(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Shared.TryGet(text, out O2Address? address) ? address : throw NotAnAddress(text);
    }

    /// <summary>Parses a text, without a cache.</summary>
    /// <param name="text">Text such as <c>/synth/noteon</c>.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The text is no address; see <see cref="TryParse(string, out O2Address)"/>.</exception>
    public static O2Address Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out O2Address? address) ? address : throw NotAnAddress(text);
    }

    /// <summary>Parses a text.</summary>
    /// <param name="text">Text such as <c>/synth/noteon</c>. Must begin with <c>/</c>, <c>!</c> or <c>#</c>, name a service, and hold no NUL.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when the text is null or no address.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out O2Address? address)
    {
        address = text is not null && HasForm(text) && AddressText.TryEncode(text, out byte[] utf8)
            ? new(AddressText.Decode(utf8), utf8)
            : null;
        return address is not null;
    }

    /// <summary>Parses the bytes of an address.</summary>
    /// <param name="utf8">The bytes, without the terminating NUL. They need not be valid UTF-8.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when the bytes are no address: wrong first character, no service, or a NUL within.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out O2Address? address)
    {
        address = HasForm(utf8) ? new(AddressText.Decode(utf8), utf8.ToArray()) : null;
        return address is not null;
    }

    /// <summary>The same address at another service: first character and path stay.</summary>
    /// <param name="service">Name of the service, not empty, without <c>/</c>.</param>
    /// <returns>The new address. Allocates: yes.</returns>
    /// <exception cref="ArgumentException">The name is empty or has a slash or NUL in it.</exception>
    public O2Address WithService(string service)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        if (service.Contains('/'))
            throw new ArgumentException($"'{service}' is no service name: it has a '/'.", nameof(service));

        return Parse($"{First}{service}{Path}");
    }

    /// <summary>Whether both addresses have the same bytes.</summary>
    /// <param name="other">The address to compare with.</param>
    /// <returns>True when they are equal.</returns>
    public bool Equals(O2Address? other) => other is not null && other.Hash == Hash && other.Utf8.SequenceEqual(_utf8);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as O2Address);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash;

    /// <summary>The address as text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;

    /// <summary>The address for bytes of which <see cref="HasForm(ReadOnlySpan{byte})"/> is true, from the shared cache.</summary>
    internal static O2Address Get(ReadOnlySpan<byte> utf8) =>
        Shared.TryGet(utf8, out O2Address? address) ? address : throw NotAnAddress(AddressText.Decode(utf8));

    /// <summary>Whether bytes have the form of an address; the same rule as for text.</summary>
    internal static bool HasForm(ReadOnlySpan<byte> utf8) =>
        utf8.Length >= 2 && utf8[0] is (byte)'/' or (byte)'!' or (byte)'#' && utf8[1] != '/' && !utf8.Contains((byte)0);

    private static bool HasForm(string text) => text.Length >= 2 && text[0] is '/' or '!' or '#' && text[1] != '/';

    private static ArgumentException NotAnAddress(string text) =>
        new($"'{text}' is no O2 address: it must begin with '/', '!' or '#' and a service name.", nameof(text));
}
