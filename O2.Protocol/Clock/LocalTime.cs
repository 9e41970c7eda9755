using System.Globalization;

namespace O2.Protocol;

/// <summary>A moment on a process's own monotonic clock, in seconds since an arbitrary start.</summary>
/// <param name="Seconds">Seconds since the start of the clock; only differences have a meaning.</param>
/// <remarks>
/// Never sent to another process: what travels is <see cref="GlobalTime"/>. The two are distinct types so that the
/// compiler finds a mix-up. Thread-safe: yes (immutable). Allocates: no.
/// </remarks>
public readonly record struct LocalTime(double Seconds) : IComparable<LocalTime>
{
    /// <summary>A moment that never comes; the deadline of something that waits for nothing.</summary>
    public static LocalTime Never => new(double.PositiveInfinity);

    /// <summary>Tells which of two moments is the earlier one.</summary>
    /// <param name="other">The moment to compare with.</param>
    /// <returns>Negative when this moment is earlier, zero when both are the same, positive when it is later. NaN sorts first.</returns>
    public int CompareTo(LocalTime other) => Seconds.CompareTo(other.Seconds);

    /// <summary>Shows the seconds with six decimals, independent of culture.</summary>
    /// <returns>Text like <c>12.250000</c>.</returns>
    public override string ToString() => Seconds.ToString("F6", CultureInfo.InvariantCulture);

    /// <summary>The earlier of two moments.</summary>
    /// <param name="a">One moment.</param>
    /// <param name="b">The other moment.</param>
    /// <returns><paramref name="a"/> or <paramref name="b"/>.</returns>
    public static LocalTime Min(LocalTime a, LocalTime b) => b.Seconds < a.Seconds ? b : a;

    /// <summary>Seconds from <paramref name="right"/> to <paramref name="left"/>.</summary>
    public static double operator -(LocalTime left, LocalTime right) => left.Seconds - right.Seconds;

    /// <summary>The moment <paramref name="seconds"/> after <paramref name="time"/>.</summary>
    public static LocalTime operator +(LocalTime time, double seconds) => new(time.Seconds + seconds);

    /// <summary>The moment <paramref name="seconds"/> before <paramref name="time"/>.</summary>
    public static LocalTime operator -(LocalTime time, double seconds) => new(time.Seconds - seconds);

    /// <summary>Whether <paramref name="left"/> is earlier; false when either is NaN.</summary>
    public static bool operator <(LocalTime left, LocalTime right) => left.Seconds < right.Seconds;

    /// <summary>Whether <paramref name="left"/> is later; false when either is NaN.</summary>
    public static bool operator >(LocalTime left, LocalTime right) => left.Seconds > right.Seconds;

    /// <summary>Whether <paramref name="left"/> is not later; false when either is NaN.</summary>
    public static bool operator <=(LocalTime left, LocalTime right) => left.Seconds <= right.Seconds;

    /// <summary>Whether <paramref name="left"/> is not earlier; false when either is NaN.</summary>
    public static bool operator >=(LocalTime left, LocalTime right) => left.Seconds >= right.Seconds;
}
