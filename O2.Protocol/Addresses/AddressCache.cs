using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace O2.Protocol;

/// <summary>Remembers the addresses and type strings of a connection, so that a message like an earlier one costs no parsing.</summary>
/// <remarks>
/// Bounded: it never holds more than its capacity, whatever a peer sends. One per connection, so that peers cannot evict
/// each other's addresses. Thread-safe: yes, racing threads may parse the same address twice.
/// </remarks>
public sealed class AddressCache
{
    private const int MaxCachedTypes = 64;
    private const int TypeSlots = 64;
    private readonly AddressTable _addresses;
    private readonly string?[] _types = new string?[TypeSlots];

    /// <summary>Makes an empty cache.</summary>
    /// <param name="capacity">Number of addresses to remember, at least 4; rounded up to a power of two.</param>
    public AddressCache(int capacity = 256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 4);
        _addresses = new(capacity);
    }

    /// <summary>The address for its bytes.</summary>
    /// <param name="utf8">The bytes without the terminating NUL.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when the bytes are no address.</returns>
    /// <remarks>Allocates: only when the address is not in the cache.</remarks>
    public bool TryGet(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out O2Address? address) => _addresses.TryGet(utf8, out address);

    /// <summary>The address for its bytes.</summary>
    /// <param name="utf8">The bytes without the terminating NUL.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The bytes are no address.</exception>
    /// <remarks>Allocates: only when the address is not in the cache.</remarks>
    public O2Address Get(ReadOnlySpan<byte> utf8) =>
        TryGet(utf8, out O2Address? address) ? address : O2Address.Parse(AddressText.Decode(utf8));

    /// <summary>The address for its text.</summary>
    /// <param name="text">Text such as <c>/synth/noteon</c>.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The text is no address.</exception>
    /// <remarks>Allocates: only when the address is not in the cache.</remarks>
    public O2Address Get(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _addresses.TryGet(text, out O2Address? address) ? address : O2Address.Parse(text);
    }

    /// <summary>The type string for its bytes, one character for each; not allocated when it was used lately.</summary>
    internal string GetTypes(ReadOnlySpan<byte> codes)
    {
        if (codes.IsEmpty)
            return "";

        if (codes.Length > MaxCachedTypes)
            return Encoding.Latin1.GetString(codes);

        ref string? slot = ref _types[ByteHash.Of(codes) & (TypeSlots - 1)];
        string? cached = slot;
        if (cached is null || !Ascii.Equals(codes, cached))
            slot = cached = Encoding.Latin1.GetString(codes);

        return cached;
    }
}
