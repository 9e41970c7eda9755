namespace O2.Protocol;

/// <summary>The latest answers of a clock reference, and what they say together about the offset to its time.</summary>
/// <remarks>
/// <para>
/// An answer gives an offset <c>reference time + round trip / 2 - local time</c> that is wrong by at most half the round trip.
/// The reference implementation trusts the fastest of the last five answers. At one answer in ten seconds that one is up to
/// forty seconds old, in which two common crystals drift apart by a millisecond. We lay a line through the last
/// <see cref="Capacity"/> answers instead (weighted least squares), each weighted by how much slower than the fastest it was.
/// The line's slope is the difference in rate of the two clocks, so the offset is good now and between answers.
/// </para>
/// <para>Not thread-safe. Allocates nothing after construction.</para>
/// </remarks>
public sealed class RoundTripWindow
{
    /// <summary>How many answers are kept.</summary>
    public const int Capacity = 16;

    /// <summary>How many answers are needed for an estimate (O2 2.0, "Clock": five).</summary>
    public const int RequiredAnswers = 5;

    /// <summary>The uncertainty of an answer, in seconds: a constant part, a part of the average delay, and a part of its own delay.</summary>
    private const double BaseSigma = 20e-6, AverageDelayShare = 0.1, DelayShare = 0.3;

    /// <summary>How far two clocks commonly differ in rate: 50 millionths. Keeps the slope calm while there are few answers.</summary>
    private const double CommonSkew = 50e-6;

    /// <summary>No crystal is worse than this; a steeper line comes from bad answers.</summary>
    private const double MaxSkew = 500e-6;

    private readonly record struct Answer(LocalTime At, double RoundTrip, double Offset);

    private readonly Answer[] _answers = new Answer[Capacity];
    private int _next;

    /// <summary>The number of answers held, 0 to <see cref="Capacity"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there are enough answers for <see cref="Estimate"/>.</summary>
    public bool IsReady => Count >= RequiredAnswers;

    /// <summary>Forgets all answers.</summary>
    public void Clear() => (Count, _next) = (0, 0);

    /// <summary>Adds an answer; the oldest one is forgotten when the window is full.</summary>
    /// <param name="now">The local time at which the answer arrived.</param>
    /// <param name="roundTrip">Seconds from the question to the answer, 0 or more.</param>
    /// <param name="offset">Seconds to add to local time for the reference's time, as this answer says.</param>
    public void Add(LocalTime now, double roundTrip, double offset)
    {
        _answers[_next] = new Answer(now, roundTrip, offset);
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>The mean and the smallest round trip of the latest answers (at most five, as O2 reports them).</summary>
    /// <returns>Seconds; both 0 when there is no answer.</returns>
    public (double Mean, double Min) LatestRoundTrips() => RoundTrips(Math.Min(Count, RequiredAnswers));

    /// <summary>The offset and rate difference that fit the answers best.</summary>
    /// <param name="now">The local time for which the offset is wanted.</param>
    /// <returns>
    /// Offset: seconds to add to <paramref name="now"/> for the reference's time. Skew: how many seconds the reference gains in a
    /// local second. Meaningless when there is no answer.
    /// </returns>
    public (double Offset, double Skew) Estimate(LocalTime now)
    {
        var (mean, min) = RoundTrips(Count);
        double sigmaOfFastest = BaseSigma + AverageDelayShare * (mean - min);
        double origin = Latest(0).Offset;   // offsets are large and differ little: sum the differences
        double w = 0, wx = 0, wy = 0, wxy = 0, wxx = 1 / (CommonSkew * CommonSkew);
        for (int i = 0; i < Count; i++)
        {
            Answer answer = Latest(i);
            double sigma = sigmaOfFastest + DelayShare * (answer.RoundTrip - min);
            double weight = 1 / (sigma * sigma), x = answer.At - now, y = answer.Offset - origin;
            w += weight;
            wx += weight * x;
            wy += weight * y;
            wxx += weight * x * x;
            wxy += weight * x * y;
        }
        double skew = Math.Clamp((w * wxy - wx * wy) / (w * wxx - wx * wx), -MaxSkew, MaxSkew);
        return (origin + (wy - skew * wx) / w, skew);
    }

    private (double Mean, double Min) RoundTrips(int count)
    {
        double sum = 0, min = count == 0 ? 0 : double.MaxValue;
        for (int i = 0; i < count; i++)
        {
            sum += Latest(i).RoundTrip;
            min = Math.Min(min, Latest(i).RoundTrip);
        }
        return (count == 0 ? 0 : sum / count, min);
    }

    private Answer Latest(int age) => _answers[(_next - 1 - age + 2 * Capacity) % Capacity];
}
