namespace O2.Cli;

/// <summary>Words and numbers of a clock report for people.</summary>
internal static class ClockText
{
    /// <summary>One line for outputs that grow.</summary>
    public static string Line(ClockReport report) => report is { Synced: true, TimeSeconds: { } time }
        ? $"time {Number(time, "0.000")} s  reference {report.Reference ?? "gone"}  offset {Number(report.OffsetSeconds, "+0.000000;-0.000000")} s  "
            + $"round trip {Number(report.RoundTripSeconds * 1e3, "0.000")} ms  drift {Number(report.DriftPpm, "+0.0;-0.0;0.0")} ppm"
        : report.AsRow().Describe();

    /// <summary>What is known, as pairs of a word and a value.</summary>
    public static IReadOnlyList<(string Word, string Value)> Facts(ClockReport report) => report switch
    {
        { Synced: false, Reference: null } => [("reference", "none: no process of this ensemble keeps the clock ('o2 serve NAME --clock' does)")],
        { Synced: false } => [("reference", report.Reference!), ("time", "not known yet")],
        _ =>
        [
            ("reference", report.Reference ?? "gone; time runs on at the last rate"),
            ("time", $"{Number(report.TimeSeconds ?? 0, "0.000")} s"),
            ("offset", $"{Number(report.OffsetSeconds, "+0.000000;-0.000000")} s from the local clock"),
            ("round trip", $"{Number(report.RoundTripSeconds * 1e3, "0.000")} ms to the reference; so we are right within {Number(report.ErrorSeconds * 1e3, "0.000")} ms"),
            ("drift", $"{Number(report.DriftPpm, "+0.0;-0.0;0.0")} ppm: microseconds that the reference gains in a second"),
        ],
    };

    /// <summary>Seconds as milliseconds, with a sign where one is wanted; a dash when unknown.</summary>
    public static string Milliseconds(double? seconds, string format) => seconds is { } known ? Number(known * 1e3, format) : "-";

    private static string Number(double value, string format) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
