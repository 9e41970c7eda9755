using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace O2.Protocol;

/// <summary>A cache of parsed addresses: a fixed number of slots, four for each hash value, the older ones overwritten.</summary>
/// <remarks>
/// Addresses are immutable and slots are single references, so threads may race: the worst is that an address is parsed
/// twice. Addresses longer than 256 bytes are parsed each time, which bounds the memory that a peer can fill.
/// </remarks>
internal sealed class AddressTable
{
    private const int Ways = 4;
    private const int MaxCachedBytes = 256;
    private const int TextsPerSet = 2;
    private readonly O2Address?[] _slots;
    private readonly O2Address?[] _byText;
    private readonly int _setMask;

    public AddressTable(int capacity)
    {
        int sets = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, capacity / Ways));
        _slots = new O2Address?[sets * Ways];
        _byText = new O2Address?[sets * TextsPerSet];
        _setMask = sets - 1;
    }

    public bool TryGet(string text, [NotNullWhen(true)] out O2Address? address)
    {
        ref O2Address? slot = ref _byText[HashOfEnd(text) & (_byText.Length - 1)];
        address = slot;
        if (address is not null && address.Text == text)
            return true;

        bool isAddress = TryParse(text, out address);
        if (address?.Utf8.Length <= MaxCachedBytes)
            slot = address;

        return isAddress;
    }

    private bool TryParse(string text, [NotNullWhen(true)] out O2Address? address)
    {
        Span<byte> utf8 = stackalloc byte[MaxCachedBytes];
        return Utf8.FromUtf16(text, utf8, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done
            ? TryGet(utf8[..written], out address)
            : O2Address.TryParse(text, out address);
    }

    /// <summary>Of the last characters, in which addresses differ. Only our own program's texts come here.</summary>
    private static int HashOfEnd(string text)
    {
        int hash = text.Length;
        for (int i = Math.Max(0, text.Length - 8); i < text.Length; i++)
            hash = (hash * 31) + text[i];

        return hash;
    }

    public bool TryGet(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out O2Address? address)
    {
        if (utf8.Length > MaxCachedBytes)
            return O2Address.TryParse(utf8, out address);

        int hash = ByteHash.Of(utf8);
        Span<O2Address?> set = _slots.AsSpan((hash & _setMask) * Ways, Ways);
        int victim = (hash >>> 24) % Ways;
        for (int way = 0; way < Ways; way++)
        {
            address = set[way];
            if (address is null)
            {
                victim = way;
                break;
            }

            if (address.Hash == hash && address.Utf8.SequenceEqual(utf8))
                return true;
        }

        if (O2Address.TryParse(utf8, out address))
            set[victim] = address;

        return address is not null;
    }
}
