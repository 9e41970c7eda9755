namespace O2.Cli;

/// <summary>What a number of questions and their answers say together.</summary>
internal sealed class PingStatistics
{
    private readonly List<double> _roundTrips = [];
    private readonly List<double> _clocks = [];

    public int Sent { get; private set; }

    public int Answered => _roundTrips.Count;

    public double LossPercent => Sent == 0 ? 0 : 100.0 * (Sent - Answered) / Sent;

    public double MinRoundTrip => _roundTrips.Min();

    public double MeanRoundTrip => _roundTrips.Average();

    public double MaxRoundTrip => _roundTrips.Max();

    /// <summary>How far round trips commonly are from the mean.</summary>
    public double DeviationOfRoundTrip => Math.Sqrt(_roundTrips.Average(seconds => Math.Pow(seconds - MeanRoundTrip, 2)));

    /// <summary>
    /// The upper quartile; null when no clock could be compared. A busy computer answers late and so seems to be behind; nothing makes it
    /// seem ahead but an uneven round trip. So most of the error is on one side.
    /// </summary>
    public double? ClockAhead => _clocks.Count == 0 ? null : _clocks.Order().ElementAt(_clocks.Count * 3 / 4);

    /// <summary>The last answer, or null.</summary>
    public PingAnswer? Last { get; private set; }

    public void Add(PingAnswer? answer)
    {
        Sent++;
        if (answer is null)
            return;
        _roundTrips.Add(answer.RoundTripSeconds);
        if (answer.ClockAheadSeconds is { } ahead)
            _clocks.Add(ahead);
        Last = answer;
    }
}
