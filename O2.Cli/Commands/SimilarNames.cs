namespace O2.Cli;

/// <summary>Finds what somebody who mistyped a name may have meant.</summary>
internal static class SimilarNames
{
    private const int MostNames = 3;

    /// <summary>The known names that differ by a slip of the fingers, or contain the wanted one or are contained in it; the closest first.</summary>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> known) =>
    [
        .. (from name in known.Distinct()
            let distance = Distance(wanted.ToLowerInvariant(), name.ToLowerInvariant())
            where distance <= Math.Max(1, wanted.Length / 3) || Contains(name, wanted) || Contains(wanted, name)
            orderby distance, name
            select name).Take(MostNames),
    ];

    private static bool Contains(string whole, string part) => part.Length > 2 && whole.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>How many letters have to be added, removed, replaced or swapped with their neighbour.</summary>
    private static int Distance(string from, string to)
    {
        var cost = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var k = 0; k <= to.Length; k++)
            {
                if (i == 0 || k == 0)
                {
                    cost[i, k] = i + k;
                    continue;
                }

                var replaced = cost[i - 1, k - 1] + (from[i - 1] == to[k - 1] ? 0 : 1);
                cost[i, k] = Math.Min(replaced, 1 + Math.Min(cost[i - 1, k], cost[i, k - 1]));
                if (i > 1 && k > 1 && from[i - 1] == to[k - 2] && from[i - 2] == to[k - 1])
                    cost[i, k] = Math.Min(cost[i, k], cost[i - 2, k - 2] + 1);
            }
        }

        return cost[from.Length, to.Length];
    }
}
