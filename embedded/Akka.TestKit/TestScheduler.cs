using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>A scheduler whose time stands still until the test advances it.</summary>
/// <remarks>
/// Things that are due are done on the thread of the test, ordered by time. A repetition is scheduled anew from the time that
/// was advanced to, so one advance runs it once at most. <see cref="MonotonicClock"/> is real.
/// </remarks>
public class TestScheduler : SchedulerBase
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<ScheduledWork, (DateTimeOffset Due, long Order)> _queue = new();
    private DateTimeOffset _now = DateTimeOffset.UtcNow;
    private long _lastOrder;

    /// <summary>Creates a scheduler; the actor system does, when <c>akka.scheduler.implementation</c> names this class.</summary>
    public TestScheduler(Config schedulerConfig, ILoggingAdapter log)
        : base(schedulerConfig, log)
    {
    }

    /// <inheritdoc />
    public override DateTimeOffset Now
    {
        get
        {
            lock (_gate) // too large to be read in one go
                return _now;
        }
    }

    /// <inheritdoc />
    public override TimeSpan MonotonicClock => TestKitBase.Now;

    /// <inheritdoc />
    public override TimeSpan HighResMonotonicClock => TestKitBase.Now;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan offset) => AdvanceTo(Now + offset);

    /// <summary>Lets time pass until a moment.</summary>
    /// <exception cref="InvalidOperationException">The moment is in the past.</exception>
    public void AdvanceTo(DateTimeOffset when)
    {
        var repeated = new List<ScheduledWork>();
        foreach (var work in TakeDue(when))
        {
            if (work.IsCancelled)
                continue;
            Execute(work);
            if (work.Interval is not null)
                repeated.Add(work);
        }
        foreach (var work in repeated)
            Schedule(work.Interval!.Value, work);
    }

    internal override void Schedule(TimeSpan delay, ScheduledWork work)
    {
        lock (_gate)
            _queue.Enqueue(work, (_now + delay, ++_lastOrder));
    }

    private List<ScheduledWork> TakeDue(DateTimeOffset when)
    {
        lock (_gate)
        {
            if (when < _now)
                throw new InvalidOperationException("You can't reverse time...");
            _now = when;
            var due = new List<ScheduledWork>();
            while (_queue.TryPeek(out var work, out var priority) && priority.Due <= when)
            {
                due.Add(work);
                _queue.Dequeue();
            }
            return due;
        }
    }
}
