namespace O2.Protocol.Osc;

/// <summary>How the time tags of OSC stand to the ensemble's time: the NTP value of O2 time 0.</summary>
/// <remarks>
/// A time tag is seconds since 1900-01-01 UTC in the upper 32 bits and a fraction of 2^-32 s in the lower. The difference of two tags is
/// signed (R5.29), so it holds beyond the year 2036, too. Thread-safe: yes (immutable). Allocates: no. Source: OSC 1.0, "Time tags"; O2 2.0, "OSC".
/// </remarks>
public readonly record struct OscTimeBase
{
    /// <summary>The tag that means "at once". Stands for <see cref="GlobalTime.Immediately"/>, both ways.</summary>
    public const ulong Immediately = 1;

    private const double FractionsPerSecond = 4294967296.0;
    private const double LatestFractions = 1L << 62;   // 34 years ahead; what is 68 years ahead looks as if it were past
    private const long SecondsFrom1900To1970 = 2_208_988_800;
    private readonly ulong _zero;

    private OscTimeBase(ulong zero, bool isKnown)
    {
        _zero = zero;
        IsKnown = isKnown;
    }

    /// <summary>Whether the ensemble's time is known.</summary>
    public bool IsKnown { get; }

    /// <summary>The base for one moment on both clocks.</summary>
    /// <param name="now">The ensemble's time; <see cref="GlobalTime.Unknown"/> while it is not known.</param>
    /// <param name="unixTime">The date and time at the same moment: since 1970-01-01 UTC.</param>
    /// <returns>
    /// The base. Without the ensemble's time, tags up to now become <see cref="GlobalTime.Immediately"/>, and later ones a time above 0, which no process can keep.
    /// </returns>
    public static OscTimeBase At(GlobalTime now, TimeSpan unixTime) =>
        now.Seconds >= 0 ? new(unchecked(TagOf(unixTime) - Fractions(now.Seconds)), true) : new(TagOf(unixTime), false);

    /// <summary>The time tag of a date and time.</summary>
    /// <param name="unixTime">Since 1970-01-01 UTC, not before 1900.</param>
    /// <returns>The tag, exact to 100 ns.</returns>
    public static ulong TagOf(TimeSpan unixTime)
    {
        long ticks = unixTime.Ticks + (SecondsFrom1900To1970 * TimeSpan.TicksPerSecond);
        ulong seconds = (ulong)(ticks / TimeSpan.TicksPerSecond);
        ulong fraction = ((ulong)(ticks % TimeSpan.TicksPerSecond) << 32) / TimeSpan.TicksPerSecond;
        return unchecked(seconds << 32) + fraction;
    }

    /// <summary>Converts a time tag.</summary>
    /// <param name="tag">The tag. 0, which some send for "at once", is taken for <see cref="Immediately"/>.</param>
    /// <returns>The ensemble's time, at least 0.</returns>
    public GlobalTime ToGlobal(ulong tag) =>
        tag <= Immediately ? GlobalTime.Immediately : new(Math.Max(0, unchecked((long)(tag - _zero)) / FractionsPerSecond));

    /// <summary>Converts a time of the ensemble.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The tag; <see cref="Immediately"/> for times that mean at once, and for all while the ensemble's time is not known (D5.30).</returns>
    public ulong ToTag(GlobalTime time) =>
        time.IsImmediate || !IsKnown ? Immediately : Math.Max(Immediately + 1, unchecked(_zero + Fractions(time.Seconds)));   // at the turn of an era

    /// <summary>By how many seconds this base differs from another one.</summary>
    /// <param name="other">The other base.</param>
    /// <returns>The difference, 0 or more.</returns>
    public double DistanceTo(OscTimeBase other) => Math.Abs(unchecked((long)(_zero - other._zero)) / FractionsPerSecond);

    /// <summary>Rounds down; times beyond what tags can hold become the latest.</summary>
    private static ulong Fractions(double seconds) => (ulong)Math.Min(seconds * FractionsPerSecond, LatestFractions);
}
