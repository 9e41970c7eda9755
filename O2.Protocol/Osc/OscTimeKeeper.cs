namespace O2.Protocol.Osc;

/// <summary>Keeps the <see cref="OscTimeBase"/> fresh while the two clocks drift apart.</summary>
/// <remarks>
/// A base that is still right within <see cref="ToleranceSeconds"/> is kept, so that the tags of bundles that follow each other are exactly as far apart as
/// their times. C++ O2 measures once and never again (spec 05, 5). Thread-safe: no.
/// </remarks>
public sealed class OscTimeKeeper
{
    /// <summary>By how much time tags may be off before the base is set anew, in seconds.</summary>
    public const double ToleranceSeconds = 0.001;

    private OscTimeBase _base;

    /// <summary>Takes a reading of both clocks.</summary>
    /// <param name="now">The ensemble's time; <see cref="GlobalTime.Unknown"/> while it is not known.</param>
    /// <param name="unixTime">The date and time at the same moment: since 1970-01-01 UTC.</param>
    /// <returns>The base from now on.</returns>
    public OscTimeBase Update(GlobalTime now, TimeSpan unixTime)
    {
        var measured = OscTimeBase.At(now, unixTime);
        bool isKept = _base.IsKnown && measured.IsKnown && measured.DistanceTo(_base) <= ToleranceSeconds;
        return _base = isKept ? _base : measured;
    }
}
