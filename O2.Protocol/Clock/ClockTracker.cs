namespace O2.Protocol;

/// <summary>Keeps a <see cref="GlobalClock"/> on another clock of which only noisy readings are had.</summary>
/// <remarks>
/// Used for the reference's time (round trip above 0) and for a reference's own time source (round trip 0).
/// <list type="table">
/// <listheader><term>reading</term><description>what happens</description></listheader>
/// <item><term>one of the first four</term><description>kept</description></item>
/// <item><term>agrees with the others</term><description>the clock is steered to the estimate of the window</description></item>
/// <item><term>contradicts the others</term><description>the other clock was set, or this machine slept: the window starts anew, so that the clock
/// follows after five readings instead of when the last old one has left the window</description></item>
/// <item><term>contradicts the only one</term><description>the other clock does not run like a clock (an audio source that stopped): the same, and the
/// clock is steered to the bare reading</description></item>
/// </list>
/// Not thread-safe; readers of the clock itself may be on any thread.
/// </remarks>
internal sealed class ClockTracker(GlobalClock clock)
{
    /// <summary>
    /// Readings that differ from the others by more than their round trips and this many seconds come from a clock that was set.
    /// Less may be the grain of a reference that counts audio buffers.
    /// </summary>
    private const double StepSeconds = 0.05;

    public RoundTripWindow Window { get; } = new();

    /// <summary>Takes a reading.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="arrived">The local time at which the reading arrived, not after <paramref name="now"/>.</param>
    /// <param name="reading">What the other clock showed half a round trip before it arrived.</param>
    /// <param name="roundTrip">Seconds, 0 or more.</param>
    public TrackResult Track(LocalTime now, LocalTime arrived, GlobalTime reading, double roundTrip)
    {
        double offset = reading.Seconds + roundTrip / 2 - arrived.Seconds;
        bool stepped = IsStep(arrived, offset, roundTrip);
        bool contradictsOnlyOne = stepped && Window.Count == 1;
        if (stepped)
            Window.Clear();
        Window.Add(arrived, roundTrip, offset);

        bool steered = Window.IsReady || (contradictsOnlyOne && clock.IsSynchronized);
        if (steered)
        {
            var (estimate, skew) = Window.Estimate(now);
            clock.Steer(now, new GlobalTime(now.Seconds + estimate), 1 + skew);
        }
        return new TrackResult(steered, stepped);
    }

    private bool IsStep(LocalTime arrived, double offset, double roundTrip)
    {
        if (Window.Count == 0)
            return false;
        double slower = Math.Max(roundTrip, Window.LatestRoundTrips().Mean);
        return Math.Abs(offset - Window.Estimate(arrived).Offset) > slower + StepSeconds;
    }
}
