using System.Globalization;

namespace OscOverInternet;

/// <summary>What the command line says.</summary>
public sealed record InternetOptions
{
    /// <summary>How many messages are sent.</summary>
    public int Messages { get; init; } = 100_000;

    /// <summary>How many of them in a second.</summary>
    public int Rate { get; init; } = 20_000;

    /// <summary>The line between the two computers.</summary>
    public LineQuality Line { get; init; } = new();

    /// <summary>Reads <c>--name=number</c>.</summary>
    /// <exception cref="ArgumentException">An option is unknown, or its value is not allowed.</exception>
    public static InternetOptions Parse(IEnumerable<string> arguments)
    {
        var options = new InternetOptions();
        foreach (var argument in arguments)
        {
            var number = argument.Split('=', 2) is [_, var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : -1;
            options = argument.Split('=')[0] switch
            {
                "--messages" when number > 0 => options with { Messages = number },
                "--rate" when number is > 0 and <= 20_000 => options with { Rate = number },
                "--loss" when number is >= 0 and <= 50 => options with { Line = options.Line with { Loss = number / 100.0 } },
                "--latency" when number is >= 0 and <= 1000 => options with { Line = options.Line with { LatencyMs = number } },
                "--jitter" when number is >= 0 and <= 1000 => options with { Line = options.Line with { JitterMs = number } },
                _ => throw new ArgumentException($"'{argument}' is not an option, or its value is not allowed."),
            };
        }

        return options;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Messages:N0} moves of a fader, {Rate:N0} a second, over a line that loses {Line.Loss:P0} of all packets and delays the others by {Line.LatencyMs} to {Line.LatencyMs + Line.JitterMs} ms ...");
}
