namespace O2.Protocol;

/// <summary>The ensemble's time as this process sees it: a straight line from local to global time.</summary>
/// <remarks>
/// <para>
/// <c>global = globalBase + (local - localBase) * rate</c>, unknown until <see cref="Set"/> was called once (O2 2.0, "Clock").
/// The rate is 1 except while a follower slews (0.9 to 1.1) or waits for the reference to catch up (0).
/// </para>
/// <para>
/// Thread-safe: yes. One owner (the clock actor) calls <see cref="Set"/>; any thread reads at any time without a lock: the
/// line is immutable and swapped as a whole. Reading allocates nothing, <see cref="Set"/> allocates one small object.
/// </para>
/// </remarks>
public sealed class GlobalClock
{
    private sealed record Line(LocalTime LocalBase, GlobalTime GlobalBase, double Rate);

    private volatile Line? _line;

    /// <summary>Whether the ensemble's time is known. Once true it stays true, also when the clock reference is gone.</summary>
    public bool IsSynchronized => _line is not null;

    /// <summary>Global seconds per local second: 1, a little more or less during a slew, 0 while the clock is held; 0 before synchronization.</summary>
    public double Rate => _line?.Rate ?? 0;

    /// <summary>Converts a local moment to the ensemble's time.</summary>
    /// <param name="local">A moment on this process's clock.</param>
    /// <returns>The ensemble's time then, or <see cref="GlobalTime.Unknown"/> before synchronization.</returns>
    public GlobalTime At(LocalTime local) =>
        _line is { } line ? line.GlobalBase + (local - line.LocalBase) * line.Rate : GlobalTime.Unknown;

    /// <summary>Finds the local moment at which the ensemble's time reaches a value, as far as is known now.</summary>
    /// <param name="global">A moment on the ensemble's clock.</param>
    /// <returns>
    /// The local moment; <see cref="LocalTime.Never"/> before synchronization and, for a time still to come, while the clock is held.
    /// A slew or jump that happens later moves the answer: ask again after each change of the clock.
    /// </returns>
    public LocalTime LocalAt(GlobalTime global)
    {
        if (_line is not { } line) return LocalTime.Never;
        double ahead = global - line.GlobalBase;
        if (line.Rate > 0) return line.LocalBase + ahead / line.Rate;
        return ahead <= 0 ? line.LocalBase : LocalTime.Never;
    }

    /// <summary>Sets the line, and with it that this process is synchronized.</summary>
    /// <param name="local">The local moment from which on the line holds.</param>
    /// <param name="global">The ensemble's time at <paramref name="local"/>.</param>
    /// <param name="rate">Global seconds per local second, 0 or more.</param>
    public void Set(LocalTime local, GlobalTime global, double rate) => _line = new Line(local, global, rate);
}
