using System.Buffers;

namespace O2.Protocol;

/// <summary>Matches one node of an address against a name: <c>?</c>, <c>*</c>, <c>[set]</c> and <c>{a,b}</c>.</summary>
/// <remarks>
/// Follows the set of positions in the name that the pattern read so far can have reached, so the time is at most
/// proportional to length of name times length of pattern: no pattern makes it slow. Alternatives in braces are tried in
/// full (the reference's matcher loses some of them). <c>?</c> and sets take one Unicode character. Thread-safe: yes.
/// Source: O2 2.0, "Pattern matching".
/// </remarks>
public static class PatternMatcher
{
    private static readonly SearchValues<char> Special = SearchValues.Create("*?[{");

    /// <summary>Whether a text has one of the characters <c>* ? [ {</c> and so is a pattern.</summary>
    /// <param name="node">A node or path of an address.</param>
    /// <returns>True for a pattern.</returns>
    public static bool IsPattern(ReadOnlySpan<char> node) => node.ContainsAny(Special);

    /// <summary>Whether a pattern matches a whole name.</summary>
    /// <param name="name">A node of a method's path, taken literally; at most <see cref="ProtocolLimits.MaxNodeLength"/> characters.</param>
    /// <param name="pattern">A node of an address, likewise limited. An unclosed bracket or brace matches nothing.</param>
    /// <returns>True when it matches; false also when either is too long.</returns>
    /// <remarks>Allocates: no.</remarks>
    public static bool Matches(ReadOnlySpan<char> name, ReadOnlySpan<char> pattern)
    {
        if (name.Length > ProtocolLimits.MaxNodeLength || pattern.Length > ProtocolLimits.MaxNodeLength)
            return false;

        // reached[p]: what was read of the pattern can match the first p characters of the name.
        Span<bool> reached = stackalloc bool[name.Length + 1];
        Span<bool> next = stackalloc bool[name.Length + 1];
        reached.Clear();
        reached[0] = true;
        while (!pattern.IsEmpty)
        {
            next.Clear();
            int consumed = Step(name, pattern, reached, next);
            if (consumed == 0 || !next.Contains(true))
                return false;

            pattern = pattern[consumed..];
            Span<bool> previous = reached;
            reached = next;
            next = previous;
        }

        return reached[name.Length];
    }

    /// <summary>Applies the first element of the pattern; returns its length, or 0 when it is not closed.</summary>
    private static int Step(ReadOnlySpan<char> name, ReadOnlySpan<char> pattern, ReadOnlySpan<bool> reached, Span<bool> next)
    {
        switch (pattern[0])
        {
            case '*':
                next[reached.IndexOf(true)..].Fill(true);
                return 1;
            case '{':
                return StepAlternatives(name, pattern, reached, next);
            case '[':
                int close = pattern.IndexOf(']');
                if (close > 0)
                    StepOneCharacter(name, pattern[1..close], reached, next);

                return close + 1;
            case '?':
                StepOneCharacter(name, "!", reached, next);
                return 1;
            default:
                int length = CharacterAt(pattern, 0, out _);
                StepLiteral(name, pattern[..length], reached, next);
                return length;
        }
    }

    private static int StepAlternatives(ReadOnlySpan<char> name, ReadOnlySpan<char> pattern, ReadOnlySpan<bool> reached, Span<bool> next)
    {
        int close = pattern.IndexOf('}');
        if (close < 0)
            return 0;

        ReadOnlySpan<char> alternatives = pattern[1..close];
        foreach (Range range in alternatives.Split(','))
            StepLiteral(name, alternatives[range], reached, next);

        return close + 1;
    }

    private static void StepLiteral(ReadOnlySpan<char> name, ReadOnlySpan<char> text, ReadOnlySpan<bool> reached, Span<bool> next)
    {
        for (int position = 0; position + text.Length <= name.Length; position++)
        {
            if (reached[position] && name[position..].StartsWith(text))
                next[position + text.Length] = true;
        }
    }

    private static void StepOneCharacter(ReadOnlySpan<char> name, ReadOnlySpan<char> set, ReadOnlySpan<bool> reached, Span<bool> next)
    {
        for (int position = 0; position < name.Length; position++)
        {
            if (reached[position])
            {
                int length = CharacterAt(name, position, out int character);
                next[position + length] |= IsInSet(character, set);
            }
        }
    }

    private static bool IsInSet(int character, ReadOnlySpan<char> set)
    {
        bool negated = set is ['!', ..];
        int position = negated ? 1 : 0;
        while (position < set.Length)
        {
            position += CharacterAt(set, position, out int low);
            int high = low;
            if (position + 1 < set.Length && set[position] == '-')
                position += 1 + CharacterAt(set, position + 1, out high);

            if (character == low || character == high || (character > low && character < high))
                return !negated;
        }

        return negated;
    }

    /// <summary>Reads one Unicode character, or one lone surrogate, and returns its length in UTF-16 units.</summary>
    private static int CharacterAt(ReadOnlySpan<char> text, int position, out int character)
    {
        bool isPair = position + 1 < text.Length && char.IsSurrogatePair(text[position], text[position + 1]);
        character = isPair ? char.ConvertToUtf32(text[position], text[position + 1]) : text[position];
        return isPair ? 2 : 1;
    }
}
