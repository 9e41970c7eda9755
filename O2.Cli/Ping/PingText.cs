namespace O2.Cli;

/// <summary>Prints answers and statistics for people.</summary>
internal static class PingText
{
    public static string Format(int number, PingAnswer? answer) => answer switch
    {
        null => Line($"{number,5}  no answer"),
        { ClockAheadSeconds: { } ahead } => Line($"{number,5}  {Milliseconds(answer.RoundTripSeconds),8} ms  clock {ahead * 1000,+8:+0.000;-0.000} ms"),
        _ => Line($"{number,5}  {Milliseconds(answer.RoundTripSeconds),8} ms  clock not synchronized"),
    };

    public static void Write(TextWriter output, string target, PingStatistics all)
    {
        output.WriteLine();
        output.WriteLine($"--- {target} ---");
        output.WriteLine(Line($"{all.Sent} sent, {all.Answered} answered, {all.LossPercent:0.#} % lost"));
        if (all.Answered == 0)
            return;
        output.WriteLine(Line(
            $"round trip  shortest {Milliseconds(all.MinRoundTrip)}, mean {Milliseconds(all.MeanRoundTrip)}, longest {Milliseconds(all.MaxRoundTrip)}, deviation {Milliseconds(all.DeviationOfRoundTrip)} ms"));
        output.WriteLine($"its clock   {Describe(all.ClockAhead)}{(all.Last switch
        {
            { IsReference: true } => "; it is the clock reference",
            { ReferenceRoundTripSeconds: > 0 and var seconds } => Line($"; its round trip to the clock reference is {Milliseconds(seconds)} ms"),
            _ => "",
        })}");
    }

    private static string Describe(double? ahead) => ahead switch
    {
        null => "not comparable: it or we do not know the ensemble's time",
        >= 0 => $"{Milliseconds(ahead.Value)} ms ahead of ours",
        _ => $"{Milliseconds(-ahead.Value)} ms behind ours",
    };

    private static string Milliseconds(double seconds) => Line($"{seconds * 1000:0.000}");

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
