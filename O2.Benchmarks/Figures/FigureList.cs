using System.Diagnostics.CodeAnalysis;

namespace O2.Benchmarks;

/// <summary>The figures of a run, in the order in which they were measured.</summary>
internal sealed class FigureList
{
    private readonly List<Figure> _figures = [];

    public IReadOnlyList<Figure> All => _figures;

    public void Add(string name, double value, string? baseline = null, double? ratio = null) => _figures.Add(new Figure(name, value, baseline, ratio));

    /// <summary>Adds the median and the 99th percentile of samples, in microseconds.</summary>
    public void AddPercentiles(string name, IEnumerable<double> microseconds, string? baseline = null)
    {
        var percentiles = Percentiles.Of(microseconds);
        Add($"{name}.p50_us", percentiles.P50, baseline is null ? null : $"{baseline}.p50_us");
        Add($"{name}.p99_us", percentiles.P99, baseline is null ? null : $"{baseline}.p99_us");
    }

    /// <summary>Adds the median and the 99th percentile of rounds, in microseconds, and compares them with those of a baseline that took turns with them, round by round.</summary>
    public void AddPercentiles(string name, IReadOnlyList<double[]> rounds, string baseline, IReadOnlyList<double[]> baselineRounds)
    {
        var percentiles = Percentiles.Of(rounds.SelectMany(round => round));
        var pairs = rounds.Zip(baselineRounds, (ours, raw) => (Ours: Percentiles.Of(ours), Raw: Percentiles.Of(raw))).ToList();
        Add($"{name}.p50_us", percentiles.P50, $"{baseline}.p50_us", Percentiles.Of(pairs.Select(pair => pair.Ours.P50 / pair.Raw.P50)).P50);
        Add($"{name}.p99_us", percentiles.P99, $"{baseline}.p99_us", Percentiles.Of(pairs.Select(pair => pair.Ours.P99 / pair.Raw.P99)).P50);
    }

    public bool TryGet(string? name, [NotNullWhen(true)] out Figure? figure) => (figure = _figures.Find(f => f.Name == name)) is not null;

    /// <summary>Whether another figure is compared with this one.</summary>
    public bool IsBaseline(string name) => _figures.Exists(f => f.Baseline == name);
}
