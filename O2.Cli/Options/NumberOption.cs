using System.CommandLine;
using System.Globalization;

namespace O2.Cli;

/// <summary>An option that takes a whole number, such as <c>--count</c>: end by itself after so many of what the command prints.</summary>
internal static class NumberOption
{
    public static Option<int?> CreateCount(string description) => Create(description, "NUMBER", 1, int.MaxValue, "--count", "-c");

    public static Option<int?> Create(string description, string helpName, int least, int most, string name, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            result.AddError($"{name} takes a whole number from {least}{(most == int.MaxValue ? "" : $" to {most}")}.");
            return null;
        },
    };
}
