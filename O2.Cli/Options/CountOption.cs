using System.CommandLine;
using System.Globalization;

namespace O2.Cli;

/// <summary>The option <c>--count NUMBER</c>: end by itself after so many of what the command prints.</summary>
internal static class CountOption
{
    public static Option<int?> Create(string description) => new("--count", "-c")
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
                return count;
            result.AddError("--count takes a whole number from 1.");
            return null;
        },
    };
}
