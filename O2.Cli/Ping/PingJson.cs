namespace O2.Cli;

/// <summary>Prints answers and statistics for programs.</summary>
internal static class PingJson
{
    public static string Format(int number, PingAnswer? answer) => JsonLine.Format(new
    {
        number,
        answered = answer is not null,
        process = answer?.Process.Text,
        rtt_s = answer?.RoundTripSeconds,
        clock_ahead_s = answer?.ClockAheadSeconds,
    });

    public static string Format(string target, PingStatistics all) => JsonLine.Format(new
    {
        target,
        sent = all.Sent,
        answered = all.Answered,
        loss_percent = all.LossPercent,
        rtt_min_s = OrNull(all, all => all.MinRoundTrip),
        rtt_mean_s = OrNull(all, all => all.MeanRoundTrip),
        rtt_max_s = OrNull(all, all => all.MaxRoundTrip),
        rtt_deviation_s = OrNull(all, all => all.DeviationOfRoundTrip),
        clock_ahead_s = all.ClockAhead,
        reference_rtt_s = all.Last?.ReferenceRoundTripSeconds,
    });

    private static double? OrNull(PingStatistics all, Func<PingStatistics, double> value) => all.Answered == 0 ? null : value(all);
}
