namespace LaptopOrchestra;

/// <summary>Median, 99th percentile and maximum of some measurements; all zero when there are none.</summary>
public readonly record struct Percentiles(double P50, double P99, double Max)
{
    /// <summary>By nearest rank: every figure is one of the measurements.</summary>
    public static Percentiles Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? default : new Percentiles(Rank(sorted, 0.50), Rank(sorted, 0.99), sorted[^1]);
    }

    private static double Rank(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
