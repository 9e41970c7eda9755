using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Addresses;

public sealed class PatternMatcherTests
{
    // Name, pattern, whether the pattern matches. All rows of spec 01, 5.4; those that differ from the reference's
    // matcher, which loses alternatives in braces, stand in the tests named R1_15 to D1_14.
    [Theory]
    [InlineData("abc", "{ab,a}c", true)]
    [InlineData("abc", "ab{c}", true)]
    [InlineData("abc", "{}abc", true)]
    [InlineData("abc", "a{b,c,}c", true)]
    [InlineData("abc", "{a*,x}c", false)]
    [InlineData("abc", "a{bc,d}", true)]
    [InlineData("ad", "a{bc,d}", true)]
    [InlineData("abc", "a{b,c}{c,d}", true)]
    [InlineData("abd", "{abc,ab,a}d", true)]
    [InlineData("ad", "{abc,ab,a}d", true)]
    [InlineData("abc", "a*c", true)]
    [InlineData("ac", "a*c", true)]
    [InlineData("abc", "abc*", true)]
    [InlineData("abc", "***c", true)]
    [InlineData("abcabd", "*abd", true)]
    [InlineData("abc", "*{c,x}", true)]
    [InlineData("abc", "*[c]", true)]
    [InlineData("abc", "*?", true)]
    [InlineData("axbyc", "a*b*c", true)]
    [InlineData("abc", "abc?", false)]
    [InlineData("ab", "ab?", false)]
    [InlineData("abc", "ab?", true)]
    [InlineData("abc", "a[!x]c", true)]
    [InlineData("abc", "a[]bc", false)]
    [InlineData("abc", "a[!]c", true)]
    [InlineData("abc", "a[bc", false)]
    [InlineData("abc", "a[b-]c", true)]
    [InlineData("a-c", "a[b-]c", true)]
    [InlineData("a-c", "a[-b]c", true)]
    [InlineData("abc", "a[-b]c", true)]
    [InlineData("abc", "a[z-a]c", false)]
    [InlineData("azc", "a[z-a]c", true)]
    [InlineData("abc", "a[a-c-e]c", true)]
    [InlineData("a-c", "a[a-c-e]c", true)]
    [InlineData("abc", "a[!xb]c", false)]
    [InlineData("a]c", "a]c", true)]
    [InlineData("a}c", "a}c", true)]
    [InlineData("a!c", "a!c", true)]
    [InlineData("a*c", "a[*]c", true)]
    [InlineData("abc", "a{b", false)]
    [InlineData("abc", "{a,b,c}{a,b,c}{a,b,c}", true)]
    public void The_truth_table_of_the_reference_holds(string name, string pattern, bool matches) =>
        Assert.Equal(matches, PatternMatcher.Matches(name, pattern));

    [Theory]
    [InlineData("abc", "{a,zab}c", false)]
    [InlineData("zabc", "{a,zab}c", true)]
    public void D1_13_After_a_failed_alternative_the_next_is_compared_in_full(string name, string pattern, bool matches) =>
        Assert.Equal(matches, PatternMatcher.Matches(name, pattern));

    [Theory]
    [InlineData("abc", "ab{,c}")]
    [InlineData("ab", "ab{,c}")]
    [InlineData("ab", "a*{}")]
    [InlineData("ac", "a{b,c,}c")]
    public void D1_14_An_empty_alternative_matches_and_does_not_spoil_the_others(string name, string pattern) =>
        Assert.True(PatternMatcher.Matches(name, pattern));

    [Theory]
    [InlineData("abc", "{a,ab}c")]
    [InlineData("aab", "{a,aa}{ab,b}")]
    [InlineData("abcd", "{a,ab,abc}{cd,d}")]
    [InlineData("abab", "*{a,ab}")]
    public void R1_15_Alternatives_backtrack_fully(string name, string pattern) =>
        Assert.True(PatternMatcher.Matches(name, pattern));

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "*", true)]
    [InlineData("", "?", false)]
    [InlineData("", "{,a}", true)]
    [InlineData("a", "", false)]
    [InlineData("a", "A", false)]
    [InlineData("-", "[--z]", true)]
    [InlineData("b", "[--z]", true)]
    [InlineData("!", "[a!]", true)]
    [InlineData("a", "{a", false)]
    [InlineData("{a", "{a", false)]
    [InlineData("[a", "[a", false)]
    [InlineData("a,b", "a,b", true)]
    [InlineData("é", "?", true)]
    [InlineData("é", "[à-ê]", true)]
    [InlineData("🎵", "?", true)]
    [InlineData("🎵", "??", false)]
    [InlineData("🎵", "[🎴-🎶]", true)]
    [InlineData("x🎵y", "x{🎵,z}y", true)]
    public void Corner_cases(string name, string pattern, bool matches) =>
        Assert.Equal(matches, PatternMatcher.Matches(name, pattern));

    [Fact]
    public void Random_patterns_match_as_a_backtracking_matcher_says()
    {
        var random = new Random(154);
        for (int i = 0; i < 20_000; i++)
        {
            string name = Text(random, "abc-!", 6);
            string pattern = Text(random, "abc-!*?[]{},", 9);

            bool expected = Backtrack(name, pattern);
            Assert.True(expected == PatternMatcher.Matches(name, pattern), $"'{name}' '{pattern}' should be {expected}");
        }
    }

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b")]
    [InlineData("{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}*b")]
    public void A_pattern_that_would_make_backtracking_explode_is_quick(string pattern) =>
        Assert.False(PatternMatcher.Matches(new string('a', ProtocolLimits.MaxNodeLength), pattern));

    [Fact]
    public void Matching_does_not_allocate() =>
        Allocations.AreNone(() => Assert.True(PatternMatcher.Matches("channel12", "ch*{1,2}[0-9]")));

    private static string Text(Random random, string alphabet, int maxLength) =>
        string.Create(random.Next(maxLength + 1), random, (text, r) =>
        {
            foreach (ref char c in text)
                c = alphabet[r.Next(alphabet.Length)];
        });

    /// <summary>The grammar of spec 01, 5.4 as a plain recursive matcher: slow and obvious.</summary>
    private static bool Backtrack(string name, string pattern)
    {
        if (pattern.Length == 0)
            return name.Length == 0;

        switch (pattern[0])
        {
            case '*':
                return Enumerable.Range(0, name.Length + 1).Any(skip => Backtrack(name[skip..], pattern[1..]));
            case '?':
                return name.Length > 0 && Backtrack(name[1..], pattern[1..]);
            case '[':
                int bracket = pattern.IndexOf(']');
                return bracket > 0 && name.Length > 0 && InSet(name[0], pattern[1..bracket]) && Backtrack(name[1..], pattern[(bracket + 1)..]);
            case '{':
                int brace = pattern.IndexOf('}');
                return brace > 0 && pattern[1..brace].Split(',').Any(alternative =>
                    name.StartsWith(alternative, StringComparison.Ordinal) && Backtrack(name[alternative.Length..], pattern[(brace + 1)..]));
            default:
                return name.StartsWith(pattern[0]) && Backtrack(name[1..], pattern[1..]);
        }
    }

    private static bool InSet(char c, string set)
    {
        if (set.StartsWith('!'))
        {
            string rest = set[1..];
            return rest.Length == 0 || !InSetItems(c, rest);
        }

        return InSetItems(c, set);
    }

    private static bool InSetItems(char c, string items)
    {
        if (items.Length == 0)
            return false;

        return items.Length >= 3 && items[1] == '-'
            ? c == items[0] || c == items[2] || (c > items[0] && c < items[2]) || InSetItems(c, items[3..])
            : c == items[0] || InSetItems(c, items[1..]);
    }
}
