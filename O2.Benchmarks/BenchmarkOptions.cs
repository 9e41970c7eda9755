namespace O2.Benchmarks;

/// <summary>What to measure and how long.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>Beginnings of figure names; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Few samples: shows that everything works, not how fast it is.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Whether a missed floor makes the program fail.</summary>
    public bool Check { get; init; }

    /// <summary>Where the file with the figures goes.</summary>
    public string Output { get; init; } = "artifacts/bench";

    /// <exception cref="ArgumentException">An option is not known.</exception>
    public static BenchmarkOptions Parse(IEnumerable<string> args)
    {
        var options = new BenchmarkOptions();
        foreach (string arg in args)
        {
            options = arg.Split('=', 2) switch
            {
                ["--quick"] => options with { IsQuick = true },
                ["--check"] => options with { Check = true },
                ["--only", { Length: > 0 } name] => options with { Only = [.. options.Only, name] },
                ["--output", { Length: > 0 } directory] => options with { Output = directory },
                _ => throw new ArgumentException($"There is no option '{arg}'. There are --only=FIGURE, --quick, --check and --output=DIRECTORY."),
            };
        }

        return options;
    }

    /// <summary>Whether figures that begin so, or one of them, are wanted.</summary>
    public bool Wants(string prefix) => Only.Count == 0 || Only.Any(name => Overlap(prefix, name));

    /// <summary>A number of samples or rounds, a tenth of it in quick mode.</summary>
    public int Scale(int samples) => IsQuick ? Math.Max(1, samples / 10) : samples;

    private static bool Overlap(string a, string b) => a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal);
}
