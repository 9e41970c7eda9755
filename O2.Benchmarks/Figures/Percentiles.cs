namespace O2.Benchmarks;

/// <summary>Median and 99th percentile of some samples, by nearest rank; NaN when there are none.</summary>
internal readonly record struct Percentiles(double P50, double P99)
{
    public static Percentiles Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return sorted.Length == 0 ? new(double.NaN, double.NaN) : new(Rank(sorted, 0.50), Rank(sorted, 0.99));
    }

    private static double Rank(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
