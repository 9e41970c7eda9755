namespace O2.Protocol;

/// <summary>Keeps the type strings that were used lately, so that a message like an earlier one does not allocate its own.</summary>
/// <remarks>Of bounded size. Slots are single references, so threads may race: the worst is a string that is made twice.</remarks>
internal static class TypeStrings
{
    private const int Slots = 256;
    private const int MaxLength = 32;
    private static readonly string?[] Cache = new string?[Slots];

    /// <summary>The types as string.</summary>
    public static string Get(ReadOnlySpan<char> types)
    {
        if (types.IsEmpty)
            return "";

        if (types.Length > MaxLength)
            return types.ToString();

        uint hash = 0;
        foreach (char type in types)
            hash = (hash * 31) + type;

        ref string? slot = ref Cache[hash % Slots];
        string? cached = slot;
        if (cached is null || !types.SequenceEqual(cached))
            slot = cached = types.ToString();

        return cached;
    }
}
