using System.CommandLine;
using System.Globalization;

namespace O2.Cli;

/// <summary>An option that takes seconds, such as <c>--timeout</c>; each command tells its meaning and default.</summary>
internal static class SecondsOption
{
    private const double MaxSeconds = 1_000_000;

    public static Option<double?> CreateTimeout(string description) => Create(description, 0, "--timeout");

    public static Option<double?> CreateInterval(string description) => Create(description, 0.01, "--interval", "-i");

    public static Option<double?> Create(string description, double least, string name, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= MaxSeconds)
                return seconds;
            result.AddError(FormattableString.Invariant($"{name} takes seconds from {least} to {MaxSeconds:0}."));
            return null;
        },
    };

    public static TimeSpan Read(this ParseResult line, Option<double?> option, TimeSpan otherwise) =>
        line.GetValue(option) is { } seconds ? TimeSpan.FromSeconds(seconds) : otherwise;
}
