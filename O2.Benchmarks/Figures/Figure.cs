namespace O2.Benchmarks;

/// <summary>One measured number.</summary>
/// <param name="Name">Its name, unit last: <c>rtt.tcp.actor.p50_us</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Baseline">The name of the raw figure to compare it with; null when there is none, or when it is one.</param>
/// <param name="Ratio">How many times the baseline it is, as the median of rounds that took turns; null when that is the ratio of the two values.</param>
internal sealed record Figure(string Name, double Value, string? Baseline = null, double? Ratio = null)
{
    /// <summary>How many times its baseline it is.</summary>
    public double RatioTo(Figure baseline) => Ratio ?? Value / baseline.Value;
}
