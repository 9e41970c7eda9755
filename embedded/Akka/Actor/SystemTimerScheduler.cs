using System.Diagnostics;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The default scheduler: one system timer that is set to the earliest of the things to do.</summary>
/// <remarks>
/// Resolution is that of the system timer (about 1 ms), and nothing is done early. Things that are due together are done in the
/// order in which they were scheduled, on one thread. Cancelled things are dropped when they are half of all.
/// </remarks>
internal sealed class SystemTimerScheduler : SchedulerBase, IDisposable
{
    private const int MinCancelledToPurge = 256;

    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private PriorityQueue<Entry, (long Due, long Order)> _queue = new();
    private long _lastOrder;
    private long _timerDue = long.MaxValue;
    private int _cancelled;
    private bool _isWorking, _isDisposed;

    public SystemTimerScheduler(Config scheduler, ILoggingAdapter log)
        : base(scheduler, log) => _timer = new Timer(static self => ((SystemTimerScheduler)self!).DoWork(), this, Timeout.Infinite, Timeout.Infinite);

    /// <inheritdoc />
    public override DateTimeOffset Now => DateTimeOffset.UtcNow;

    /// <inheritdoc />
    public override TimeSpan MonotonicClock => HighResMonotonicClock;

    /// <inheritdoc />
    public override TimeSpan HighResMonotonicClock => Stopwatch.GetElapsedTime(0);

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _queue.Clear();
            _timer.Dispose();
        }
    }

    internal override void Schedule(TimeSpan delay, ScheduledWork work)
    {
        if (!work.IsCancelled)
            Enqueue(new Entry(this, work), Stopwatch.GetTimestamp() + ToTimestamp(delay));
    }

    private static long ToTimestamp(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);

    private void Enqueue(Entry entry, long due)
    {
        entry.WatchCancellation();
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _queue.Enqueue(entry, (due, ++_lastOrder));
            if (!_isWorking && due < _timerDue)
                SetTimer();
        }
    }

    private void DoWork()
    {
        lock (_gate)
        {
            if (_isWorking)
                return;
            _isWorking = true;
        }
        while (TryTakeDue(out var entry, out var due))
        {
            if (entry.TryEnd())
                Execute(entry.Work);
            if (entry.Work is { Interval: { } interval, IsCancelled: false })
                Enqueue(new Entry(this, entry.Work), due + ToTimestamp(interval));
        }
    }

    private bool TryTakeDue(out Entry entry, out long due)
    {
        lock (_gate)
        {
            if (_queue.TryPeek(out entry!, out var priority) && priority.Due <= Stopwatch.GetTimestamp())
            {
                due = priority.Due;
                _queue.Dequeue();
                return true;
            }
            _isWorking = false;
            SetTimer();
            due = 0;
            return false;
        }
    }

    private void SetTimer()
    {
        _timerDue = _queue.TryPeek(out _, out var priority) ? priority.Due : long.MaxValue;
        if (_isDisposed || _timerDue == long.MaxValue)
            return;
        var delay = Math.Ceiling(Math.Max(0, _timerDue - Stopwatch.GetTimestamp()) * 1000.0 / Stopwatch.Frequency);
        _timer.Change((long)Math.Min(delay, int.MaxValue), Timeout.Infinite);
    }

    private void OnCancelled()
    {
        lock (_gate)
        {
            if (++_cancelled < MinCancelledToPurge || _cancelled * 2 < _queue.Count)
                return;
            _queue = new PriorityQueue<Entry, (long, long)>(_queue.UnorderedItems.Where(item => !item.Element.Work.IsCancelled));
            _cancelled = 0;
        }
    }

    /// <summary>One thing to do at one time.</summary>
    private sealed class Entry(SystemTimerScheduler scheduler, ScheduledWork work)
    {
        private CancellationTokenRegistration _registration;

        public ScheduledWork Work => work;

        /// <summary>Reports a cancellation to the scheduler, so that it can drop what is cancelled long before it is due.</summary>
        public void WatchCancellation() => _registration = work.Token.UnsafeRegister(static self => ((Entry)self!).Cancel(), this);

        /// <summary>Takes the entry out of use.</summary>
        /// <returns>False when it was cancelled.</returns>
        public bool TryEnd()
        {
            _registration.Unregister();
            return !work.IsCancelled;
        }

        private void Cancel() => scheduler.OnCancelled();
    }
}
