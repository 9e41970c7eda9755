using System.CommandLine;

namespace O2.Cli;

/// <summary>The option <c>--timeout SECONDS</c>, whose meaning and default each command tells.</summary>
internal static class TimeoutOption
{
    private const double MaxSeconds = 1_000_000;

    public static Option<double?> Create(string description)
    {
        var option = new Option<double?>("--timeout") { Description = description, HelpName = "SECONDS" };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValueOrDefault<double?>() is null or (>= 0 and <= MaxSeconds))
                return;
            result.AddError($"--timeout takes seconds from 0 to {MaxSeconds:0}.");
        });
        return option;
    }

    public static TimeSpan Read(this ParseResult line, Option<double?> timeout, TimeSpan otherwise) =>
        line.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : otherwise;
}
