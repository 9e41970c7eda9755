using System.Globalization;

namespace O2.Protocol;

/// <summary>A moment on the ensemble's shared clock, in seconds of the clock reference.</summary>
/// <param name="Seconds">Seconds of the clock reference. Zero and below mean "at once" in a message; see <see cref="IsImmediate"/>.</param>
/// <remarks>
/// This is the timestamp of messages and the value of <c>t</c> arguments: a big-endian 64-bit float on the wire, not an
/// NTP time as in OSC (O2 2.0, "Timestamps"). A process converts to and from <see cref="LocalTime"/> with
/// <see cref="GlobalClock"/>. Thread-safe: yes (immutable). Allocates: no.
/// </remarks>
public readonly record struct GlobalTime(double Seconds) : IComparable<GlobalTime>
{
    /// <summary>The timestamp of a message that is delivered as soon as it arrives: zero.</summary>
    public static GlobalTime Immediately => default;

    /// <summary>What the ensemble's time is before the clock is synchronized: -1.</summary>
    public static GlobalTime Unknown => new(-1);

    /// <summary>Whether a message with this timestamp is delivered as soon as it arrives: zero, negative or NaN.</summary>
    public bool IsImmediate => !(Seconds > 0);

    /// <summary>Tells which of two moments is the earlier one.</summary>
    /// <param name="other">The moment to compare with.</param>
    /// <returns>Negative when this moment is earlier, zero when both are the same, positive when it is later. NaN sorts first.</returns>
    public int CompareTo(GlobalTime other) => Seconds.CompareTo(other.Seconds);

    /// <summary>Shows the seconds with six decimals, independent of culture.</summary>
    /// <returns>Text like <c>12.250000</c>.</returns>
    public override string ToString() => Seconds.ToString("F6", CultureInfo.InvariantCulture);

    /// <summary>Seconds from <paramref name="right"/> to <paramref name="left"/>.</summary>
    public static double operator -(GlobalTime left, GlobalTime right) => left.Seconds - right.Seconds;

    /// <summary>The moment <paramref name="seconds"/> after <paramref name="time"/>.</summary>
    public static GlobalTime operator +(GlobalTime time, double seconds) => new(time.Seconds + seconds);

    /// <summary>The moment <paramref name="seconds"/> before <paramref name="time"/>.</summary>
    public static GlobalTime operator -(GlobalTime time, double seconds) => new(time.Seconds - seconds);

    /// <summary>Whether <paramref name="left"/> is earlier; false when either is NaN.</summary>
    public static bool operator <(GlobalTime left, GlobalTime right) => left.Seconds < right.Seconds;

    /// <summary>Whether <paramref name="left"/> is later; false when either is NaN.</summary>
    public static bool operator >(GlobalTime left, GlobalTime right) => left.Seconds > right.Seconds;

    /// <summary>Whether <paramref name="left"/> is not later; false when either is NaN.</summary>
    public static bool operator <=(GlobalTime left, GlobalTime right) => left.Seconds <= right.Seconds;

    /// <summary>Whether <paramref name="left"/> is not earlier; false when either is NaN.</summary>
    public static bool operator >=(GlobalTime left, GlobalTime right) => left.Seconds >= right.Seconds;
}
