namespace O2.Protocol;

/// <summary>The ensemble's time as this process sees it: a line from local to global time, with at most one bend.</summary>
/// <remarks>
/// <para>
/// <c>global = globalBase + (local - localBase) * rate</c>, unknown until <see cref="Set"/> was called once (O2 2.0, "Clock").
/// A correction by <see cref="Steer"/> is a stretch of the line that is a little steeper or flatter and ends at a bend. The bend
/// is part of the line, so no timer has to end the correction in time, and the line never runs backwards.
/// </para>
/// <para>
/// Thread-safe: yes. One owner (the clock actor) calls <see cref="Set"/> and <see cref="Steer"/>; any thread reads at any time
/// without a lock: the line is immutable and swapped as a whole. Reading allocates nothing, changing allocates one small object.
/// </para>
/// </remarks>
public sealed class GlobalClock
{
    /// <summary>An error of more than this many seconds is not slewed away: the clock jumps ahead, or is held.</summary>
    public const double JumpSeconds = 1.0;

    /// <summary>How much faster or slower than at rest the clock runs at most while it slews: 10 %.</summary>
    public const double MaxSlew = 0.1;

    /// <summary>Over how many seconds a small error is spread, so that timed music does not hear the correction.</summary>
    public const double SlewSeconds = 0.5;

    /// <summary>From (LocalBase, GlobalBase) at Rate; from Bend on at RestRate.</summary>
    private sealed record Line(LocalTime LocalBase, GlobalTime GlobalBase, double Rate, LocalTime Bend, double RestRate)
    {
        public GlobalTime AtBend { get; } = Bend > LocalBase ? GlobalBase + (Bend - LocalBase) * Rate : GlobalBase;

        public GlobalTime At(LocalTime local) => local < Bend
            ? GlobalBase + (local - LocalBase) * Rate
            : AtBend + (local - Bend) * RestRate;

        public LocalTime LocalAt(GlobalTime global)
        {
            if (global > AtBend)
                return Bend + (global - AtBend) / RestRate;
            return LocalBase + (global - GlobalBase) / (Rate > 0 ? Rate : RestRate);
        }
    }

    private volatile Line? _line;

    /// <summary>Whether the ensemble's time is known. Once true it stays true, also when the clock reference is gone.</summary>
    public bool IsSynchronized => _line is not null;

    /// <summary>Converts a local moment to the ensemble's time.</summary>
    /// <param name="local">A moment on this process's clock, normally now.</param>
    /// <returns>The ensemble's time then, or <see cref="GlobalTime.Unknown"/> before synchronization.</returns>
    public GlobalTime At(LocalTime local) => _line is { } line ? line.At(local) : GlobalTime.Unknown;

    /// <summary>How fast the ensemble's time runs at a local moment.</summary>
    /// <param name="local">A moment on this process's clock, normally now.</param>
    /// <returns>Global seconds per local second: about 1, down to 0.9 and up to 1.1 during a slew, 0 while the clock is held or unknown.</returns>
    public double RateAt(LocalTime local) => _line is { } line ? (local < line.Bend ? line.Rate : line.RestRate) : 0;

    /// <summary>How fast the ensemble's time runs when no correction is under way.</summary>
    /// <value>Global seconds per local second, as the last correction estimated it: 1.00002 when the reference gains 20 millionths; 0 while unknown.</value>
    public double RestRate => _line?.RestRate ?? 0;

    /// <summary>Finds the local moment at which the ensemble's time reaches a value, as far as is known now.</summary>
    /// <param name="global">A moment on the ensemble's clock.</param>
    /// <returns>
    /// The local moment, or <see cref="LocalTime.Never"/> before synchronization. A later correction moves the answer: ask again
    /// after each change of the clock. Not after now when the time is reached already; exact only for times still to come.
    /// </returns>
    public LocalTime LocalAt(GlobalTime global) => _line is { } line ? line.LocalAt(global) : LocalTime.Never;

    /// <summary>Sets the clock, and with it that this process is synchronized.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="global">The ensemble's time at <paramref name="now"/>.</param>
    /// <param name="rate">Global seconds per local second from now on, above 0.</param>
    public void Set(LocalTime now, GlobalTime global, double rate = 1.0) => _line = new Line(now, global, rate, now, rate);

    /// <summary>Leads the clock to a better estimate of the ensemble's time. The clock never runs backwards on the way.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="target">The estimate of the ensemble's time at <paramref name="now"/>.</param>
    /// <param name="restRate">Global seconds per local second once the correction is done, above 0.</param>
    /// <remarks>
    /// With <c>d = target - At(now)</c>:
    /// <list type="table">
    /// <listheader><term>error</term><description>correction</description></listheader>
    /// <item><term><c>d &gt; 1</c></term><description>jump ahead to the target</description></item>
    /// <item><term><c>-1 &lt;= d &lt;= 1</c></term><description>slew: spread over <see cref="SlewSeconds"/>, or longer so that <see cref="MaxSlew"/> is kept</description></item>
    /// <item><term><c>d &lt; -1</c></term><description>hold: stand still until the ensemble has caught up</description></item>
    /// </list>
    /// The reference implementation slews at 10 % whatever the error, which is audible as a change of tempo, and holds until
    /// its next answer (up to 10 s) even when the ensemble has caught up before.
    /// </remarks>
    public void Steer(LocalTime now, GlobalTime target, double restRate)
    {
        GlobalTime current = At(now);
        double error = target - current;
        if (!IsSynchronized || error > JumpSeconds)
        {
            Set(now, target, restRate);
        }
        else if (error < -JumpSeconds)
        {
            _line = new Line(now, current, 0, now - error / restRate, restRate);
        }
        else
        {
            double duration = Math.Max(SlewSeconds, Math.Abs(error) / MaxSlew);
            _line = new Line(now, current, restRate + error / duration, now + duration, restRate);
        }
    }
}
