namespace O2.Protocol;

/// <summary>Follows the ensemble's clock reference: asks for its time, and leads a <see cref="GlobalClock"/> to the answers.</summary>
/// <remarks>
/// <para>
/// Sans-IO. After each call drain <see cref="TryDequeueOutput"/>, then arm one timer for <see cref="NextDeadline"/> and call
/// <see cref="HandleDeadline"/> when it is due. Once synchronized a process stays so (O2 2.0, "Clock"): without a reference the
/// clock runs on at its last rate.
/// </para>
/// <list type="table">
/// <listheader><term>state, input</term><description>new state; output</description></listheader>
/// <item><term>any, another reference</term><description>Asking: window empty, new ping series, deadline at once</description></item>
/// <item><term>any, no reference (or we are it)</term><description>Idle; the clock runs on</description></item>
/// <item><term>any, the same reference again</term><description>unchanged</description></item>
/// <item><term>Asking, deadline</term><description>SendPing; next in 0.1 s until 0.49 s of the series, in 0.5 s until 5 s, then in 10 s</description></item>
/// <item><term>Asking, answer to the newest ping, not the 5th</term><description>kept in the window; SendPing at once</description></item>
/// <item><term>Asking, 5th answer and later ones</term><description>clock steered; the first time Synchronized, else Adjusted; SendPing at once, if the ping was one of a deadline</description></item>
/// <item><term>Asking, answer that contradicts the window</term><description>the reference was set, or we slept: window empty, new ping series</description></item>
/// <item><term>any, other answer (old, twice, not asked for, not a time)</term><description>ignored</description></item>
/// </list>
/// <para>
/// Each ping of the reference implementation is followed by a second one as soon as it is answered: the first meets a process that sleeps, and whose waking counts as half a way
/// (on one machine 60 us too much), the second one that is awake, and is trusted more because it is faster. Before synchronization there are more: who waits to play has the time
/// after some milliseconds instead of 0.4 s.
/// </para>
/// <para>
/// Source: O2 2.0, "Clock"; spacing of the pings, and five answers to begin with, as the reference implementation has them. Not thread-safe.
/// </para>
/// </remarks>
public sealed class ClockFollower
{
    private const double FastSpacing = 0.1, FastUntil = 0.49, MediumSpacing = 0.5, MediumUntil = 5.0, SlowSpacing = 10.0;

    /// <summary>Times of references are below this (3,000 years); above it a double no longer holds microseconds.</summary>
    private const double MaxReferenceSeconds = 1e11;

    private readonly GlobalClock _clock;
    private readonly ClockTracker _tracker;
    private readonly Queue<ClockFollowerOutput> _outputs = new();
    private LocalTime _seriesStart;
    private LocalTime _pingSent;
    private int _pingNumber;
    private bool _isAwaitingAnswer;
    private bool _asksAgain;

    /// <summary>Starts idle, with no reference.</summary>
    /// <param name="clock">The clock to lead. The follower must be the only one that changes it while it has a reference.</param>
    public ClockFollower(GlobalClock clock)
    {
        _clock = clock;
        _tracker = new ClockTracker(clock);
    }

    /// <summary>The name of the process that is followed, or null.</summary>
    public string? Reference { get; private set; }

    /// <summary>When <see cref="HandleDeadline"/> wants to be called; <see cref="LocalTime.Never"/> while there is no reference.</summary>
    public LocalTime NextDeadline { get; private set; } = LocalTime.Never;

    /// <summary>Mean and smallest round trip of the last five answers of this reference, in seconds; 0 without any.</summary>
    public (double Mean, double Min) RoundTrip => _tracker.Window.LatestRoundTrips();

    /// <summary>Tells who provides <c>_cs</c> now.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="reference">The process name of the active provider; null when there is none, or when it is this process.</param>
    /// <remarks>May be called after every change of the directory: the same name again changes nothing.</remarks>
    public void HandleReferenceChanged(LocalTime now, string? reference)
    {
        if (reference == Reference)
            return;
        Reference = reference;
        _tracker.Window.Clear();
        _isAwaitingAnswer = false;
        NextDeadline = LocalTime.Never;
        if (reference is not null)
            StartSeries(now);
    }

    /// <summary>Tells that <see cref="NextDeadline"/> was reached; too early a call does nothing.</summary>
    /// <param name="now">The local time.</param>
    public void HandleDeadline(LocalTime now)
    {
        if (now >= NextDeadline)
            Ping(now);
    }

    /// <summary>Tells that a ping leaves now, somewhat later than <see cref="HandleDeadline"/> asked for it: its round trip counts from here.</summary>
    /// <param name="now">The local time, read as close to the socket as possible.</param>
    /// <param name="pingNumber">The number of the ping.</param>
    public void HandlePingSent(LocalTime now, int pingNumber)
    {
        if (_isAwaitingAnswer && pingNumber == _pingNumber)
            _pingSent = now;
    }

    /// <summary>Takes the answer to a ping.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="arrived">The local time at which it arrived, read as close to the socket as possible; not after <paramref name="now"/>.</param>
    /// <param name="pingNumber">The number of the ping that is answered.</param>
    /// <param name="referenceTime">The reference's time when it handled the ping; a value that is no time is ignored.</param>
    public void HandleAnswer(LocalTime now, LocalTime arrived, int pingNumber, GlobalTime referenceTime)
    {
        if (!_isAwaitingAnswer || pingNumber != _pingNumber)
            return;
        if (!(referenceTime.Seconds >= 0 && referenceTime.Seconds < MaxReferenceSeconds))
            return;
        _isAwaitingAnswer = false;

        bool wasSynchronized = _clock.IsSynchronized;
        TrackResult result = _tracker.Track(now, arrived, referenceTime, Math.Max(0, arrived - _pingSent));
        if (result.Stepped)
            StartSeries(now + FastSpacing);
        else if (!_asksAgain || !_clock.IsSynchronized)
            Ask(now, again: true);
        if (result.Steered)
            _outputs.Enqueue(new(wasSynchronized ? ClockFollowerOutputKind.Adjusted : ClockFollowerOutputKind.Synchronized));
    }

    /// <summary>Takes the next thing to do.</summary>
    /// <param name="output">What to do.</param>
    /// <returns>False when there is nothing left.</returns>
    public bool TryDequeueOutput(out ClockFollowerOutput output) => _outputs.TryDequeue(out output);

    private void StartSeries(LocalTime at)
    {
        _seriesStart = at;
        NextDeadline = at;
    }

    private void Ping(LocalTime now)
    {
        Ask(now, again: false);
        double age = now - _seriesStart;
        NextDeadline = now + (age <= FastUntil ? FastSpacing : age <= MediumUntil ? MediumSpacing : SlowSpacing);
    }

    private void Ask(LocalTime now, bool again)
    {
        unchecked { _pingNumber++; }
        (_pingSent, _isAwaitingAnswer, _asksAgain) = (now, true, again);
        _outputs.Enqueue(new(ClockFollowerOutputKind.SendPing, _pingNumber));
    }
}
