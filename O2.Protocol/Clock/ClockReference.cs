namespace O2.Protocol;

/// <summary>Makes this process the ensemble's clock reference: the ensemble's time is this process's time.</summary>
/// <remarks>
/// <para>
/// Two cases at the start. A process that knew no time yet begins with its local time. One that followed another reference
/// continues that time without a step, so that its former fellow followers have nothing to correct; the reference
/// implementation jumps to its own local time instead.
/// </para>
/// <para>
/// With a time source of the user's own (say, the count of audio samples) the ensemble follows that source, shifted so that
/// time continues: whatever the source shows first is "now". The source is read every <see cref="ReadingSpacing"/> and followed like a
/// reference without network: grain of an audio buffer is smoothed, one that leaps is followed after five readings, and while
/// a source runs back or stands still the clock is held. A source has to advance by about a second in a second.
/// </para>
/// <list type="table">
/// <listheader><term>state, input</term><description>new state; output</description></listheader>
/// <item><term>any, Start</term><description>Running on local time; no deadline</description></item>
/// <item><term>any, Start with a first reading</term><description>Running on the source; deadline for the next reading</description></item>
/// <item><term>Running on the source, reading</term><description>clock steered from the 5th reading on; next deadline</description></item>
/// <item><term>any, Stop</term><description>Stopped; the clock runs on at its last rate, no deadline</description></item>
/// </list>
/// <para>Sans-IO. Source: O2 2.0, "Clock". Not thread-safe; readers of the clock itself may be on any thread.</para>
/// </remarks>
public sealed class ClockReference
{
    /// <summary>Seconds between two readings of the user's time source.</summary>
    public const double ReadingSpacing = 0.1;

    private readonly GlobalClock _clock;
    private readonly ClockTracker _tracker;
    private double _shift;

    /// <summary>Makes a reference that is not running.</summary>
    /// <param name="clock">The clock to lead. While running, the reference must be the only one that changes it.</param>
    public ClockReference(GlobalClock clock)
    {
        _clock = clock;
        _tracker = new ClockTracker(clock);
    }

    /// <summary>Whether this process is the reference, so that <c>_cs/get</c> is to be answered.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>When the user's time source wants to be read next; <see cref="LocalTime.Never"/> without one.</summary>
    public LocalTime NextDeadline { get; private set; } = LocalTime.Never;

    /// <summary>Becomes the reference on this process's own clock, or goes back to it from a time source.</summary>
    /// <param name="now">The local time.</param>
    /// <returns>True when the ensemble's time became known by this: tell every process by <c>!_o2/cs/cs</c>.</returns>
    public bool Start(LocalTime now)
    {
        bool wasSynchronized = _clock.IsSynchronized;
        _clock.Set(now, wasSynchronized ? _clock.At(now) : new GlobalTime(now.Seconds));
        _tracker.Window.Clear();
        IsRunning = true;
        NextDeadline = LocalTime.Never;
        return !wasSynchronized;
    }

    /// <summary>Becomes the reference on a time source of the user's own, or changes the source.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="firstReading">What the source shows now, in seconds; any finite value.</param>
    /// <returns>True when the ensemble's time became known by this: tell every process by <c>!_o2/cs/cs</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The reading is not a finite number.</exception>
    public bool Start(LocalTime now, LocalTime firstReading)
    {
        if (!double.IsFinite(firstReading.Seconds))
            throw new ArgumentOutOfRangeException(nameof(firstReading), firstReading, "a time source shows a finite number of seconds");
        bool becameSynchronized = Start(now);
        _shift = _clock.At(now).Seconds - firstReading.Seconds;
        NextDeadline = now + ReadingSpacing;
        return becameSynchronized;
    }

    /// <summary>Takes a reading of the user's time source. Ignored when there is no source, or when it shows no finite number.</summary>
    /// <param name="now">The local time of the reading.</param>
    /// <param name="reading">What the source shows, in seconds.</param>
    /// <returns>True when the line from local to global time changed: compute the moments of timed messages anew.</returns>
    public bool HandleReading(LocalTime now, LocalTime reading)
    {
        if (NextDeadline == LocalTime.Never)
            return false;
        NextDeadline = now + ReadingSpacing;
        return double.IsFinite(reading.Seconds)
            && _tracker.Track(now, now, new GlobalTime(reading.Seconds + _shift), roundTrip: 0).Steered;
    }

    /// <summary>Ceases to be the reference. The clock runs on.</summary>
    public void Stop()
    {
        IsRunning = false;
        NextDeadline = LocalTime.Never;
    }
}
