using System.Diagnostics.CodeAnalysis;
using O2.Protocol;

namespace O2.Actors.TestKit;

/// <summary>A clock that stands still until a test advances it, and that does everything due on the way, in order.</summary>
/// <remarks>
/// <para>
/// Timers, network and actors of a simulation hang on one virtual clock. <see cref="Advance"/> runs what is due one by one on the
/// calling thread, in order of time, equal times in order of arrival; after each the actors run until none has anything to do. So
/// a test is a single thread, and what happens depends on the test alone.
/// </para>
/// <para>
/// It begins at an odd large value, so that code that takes local time for global time, or expects to start at zero, shows.
/// Reading and scheduling are thread-safe; one thread at a time may advance.
/// </para>
/// </remarks>
public sealed class VirtualClock : IProcessClock
{
    /// <summary>What the clock shows at first, in seconds.</summary>
    public const double StartSeconds = 123_456.789;

    /// <summary>The least time between a cause and its effect. Whatever is armed for a moment that has come rings this much later, as no timer rings in no time.</summary>
    internal const double Tick = 1e-6;

    private static readonly DateTime FirstNoon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);
    private readonly Lock _lock = new();
    private readonly TimeQueue<Action> _events = new();
    private double _now = StartSeconds;
    private bool _isAdvancing;

    /// <inheritdoc/>
    public LocalTime Now => new(Volatile.Read(ref _now));

    /// <inheritdoc/>
    /// <remarks>The clock begins on 2026-01-01 at noon.</remarks>
    public DateTime UtcNow => FirstNoon.AddTicks((long)((Now.Seconds - StartSeconds) * TimeSpan.TicksPerSecond));

    /// <summary>Runs the actors until none has anything to do; called before and after each thing that is done. Null when there are none.</summary>
    internal Action? Settle { get; set; }

    /// <summary>When the next thing is due; <see cref="LocalTime.Never"/> when nothing waits.</summary>
    public LocalTime NextEvent
    {
        get
        {
            lock (_lock)
                return new LocalTime(_events.NextTime);
        }
    }

    /// <summary>Lets time pass, and does what is due.</summary>
    /// <param name="seconds">How much, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seconds"/> is negative, or not finite.</exception>
    /// <exception cref="InvalidOperationException">The clock is being advanced already: by another thread, or by what it runs.</exception>
    public void Advance(double seconds)
    {
        if (!(seconds >= 0 && double.IsFinite(seconds)))
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "time advances by a finite number of seconds, 0 or more");
        AdvanceTo(Now + seconds);
    }

    /// <summary>Lets time pass until a moment, and does what is due.</summary>
    /// <param name="moment">The moment; one that has passed is now.</param>
    /// <exception cref="InvalidOperationException">The clock is being advanced already: by another thread, or by what it runs.</exception>
    public void AdvanceTo(LocalTime moment) => RunExclusively(() =>
    {
        Settle?.Invoke();
        while (TryDoNext(moment)) { }
        if (moment > Now)
            Volatile.Write(ref _now, moment.Seconds);
    });

    /// <inheritdoc/>
    /// <remarks>It rings on the thread that advances the clock, a microsecond late at least.</remarks>
    public IPreciseTimer CreateTimer(Action due) => new VirtualTimer(this, due);

    /// <summary>Does something at a moment, or a tick from now when that has come.</summary>
    internal void Schedule(LocalTime at, Action action)
    {
        lock (_lock)
            _events.TryEnqueue(Math.Max(at.Seconds, _now + Tick), action);
    }

    /// <summary>Lets time pass until the next thing is due, and does that one thing.</summary>
    internal void AdvanceToNextEvent() => RunExclusively(() => TryDoNext(LocalTime.Never));

    private bool TryDoNext(LocalTime limit)
    {
        if (!TryDequeue(limit, out Action? action))
            return false;
        action();
        Settle?.Invoke();
        return true;
    }

    /// <summary>Takes the next event up to a moment; the clock then shows its time.</summary>
    private bool TryDequeue(LocalTime moment, [NotNullWhen(true)] out Action? action)
    {
        lock (_lock)
        {
            if (!_events.TryDequeue(moment.Seconds, out action, out double at))
                return false;
            Volatile.Write(ref _now, at);
            return true;
        }
    }

    /// <summary>
    /// Without a synchronization context: what awaits a virtual event goes on at once, on this thread, instead of later on the thread pool.
    /// </summary>
    private void RunExclusively(Action action)
    {
        lock (_lock)
        {
            if (_isAdvancing)
                throw new InvalidOperationException("The virtual clock is being advanced already.");
            _isAdvancing = true;
        }
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
            lock (_lock)
                _isAdvancing = false;
        }
    }
}
