using System.Diagnostics;

namespace O2.Benchmarks;

/// <summary>The machine's monotonic clock, which all processes of a machine share.</summary>
internal static class Ticks
{
    public static long Now => Stopwatch.GetTimestamp();

    public static double ToSeconds(long ticks) => ticks / (double)Stopwatch.Frequency;

    public static double ToMicroseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;

    public static double ToNanoseconds(long ticks) => ticks * 1e9 / Stopwatch.Frequency;
}
