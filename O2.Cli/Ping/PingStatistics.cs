namespace O2.Cli;

/// <summary>What a number of questions and their answers say together.</summary>
internal sealed class PingStatistics
{
    private readonly List<double> _roundTrips = [];
    private readonly List<(double Ahead, double RoundTrip)> _clocks = [];

    public int Sent { get; private set; }

    public int Answered => _roundTrips.Count;

    public double LossPercent => Sent == 0 ? 0 : 100.0 * (Sent - Answered) / Sent;

    public double MinRoundTrip => _roundTrips.Min();

    public double MeanRoundTrip => _roundTrips.Average();

    public double MaxRoundTrip => _roundTrips.Max();

    /// <summary>How far round trips commonly are from the mean.</summary>
    public double DeviationOfRoundTrip => Math.Sqrt(_roundTrips.Average(seconds => Math.Pow(seconds - MeanRoundTrip, 2)));

    /// <summary>
    /// How far the other clock is ahead of ours; null when no clock could be compared. A busy computer answers late and so seems to be behind, and nothing
    /// makes it seem ahead: so it is the upper quartile. The shortest round trip tells how long an answer was on its way.
    /// </summary>
    public double? ClockAhead => _clocks.Count == 0 ? null : _clocks.Select(Correct).Order().ElementAt(_clocks.Count * 3 / 4);

    /// <summary>The last answer, or null.</summary>
    public PingAnswer? Last { get; private set; }

    public void Add(PingAnswer? answer)
    {
        Sent++;
        if (answer is null)
            return;
        _roundTrips.Add(answer.RoundTripSeconds);
        if (answer.ClockAheadSeconds is { } ahead)
            _clocks.Add((ahead, answer.RoundTripSeconds));
        Last = answer;
    }

    /// <summary>An answer was taken to have been on its way for half of its own round trip; what that was longer than the shortest was waiting.</summary>
    private double Correct((double Ahead, double RoundTrip) clock) => clock.Ahead - (clock.RoundTrip - MinRoundTrip) / 2;
}
