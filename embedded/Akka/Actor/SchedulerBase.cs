using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>What the schedulers of this runtime share: checking arguments and turning every kind of work into one.</summary>
public abstract class SchedulerBase : IScheduler, IAdvancedScheduler
{
    /// <summary>Takes errors.</summary>
    protected readonly ILoggingAdapter Log;

    private protected SchedulerBase(Config scheduler, ILoggingAdapter log)
    {
        SchedulerConfig = scheduler;
        Log = log;
    }

    /// <inheritdoc />
    public IAdvancedScheduler Advanced => this;

    /// <inheritdoc />
    public abstract DateTimeOffset Now { get; }

    /// <inheritdoc />
    public abstract TimeSpan MonotonicClock { get; }

    /// <inheritdoc />
    public abstract TimeSpan HighResMonotonicClock { get; }

    /// <summary>The configuration of the actor system.</summary>
    protected Config SchedulerConfig { get; }

    /// <inheritdoc />
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    /// <inheritdoc />
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        CheckAndSchedule(delay, ScheduledWork.Tell(null, receiver, message, sender, cancelable));

    /// <inheritdoc />
    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    /// <inheritdoc />
    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        CheckAndSchedule(initialDelay, ScheduledWork.Tell(interval, receiver, message, sender, cancelable));

    /// <inheritdoc />
    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc />
    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        CheckAndSchedule(delay, ScheduledWork.Run(null, action, cancelable));

    /// <inheritdoc />
    public void ScheduleOnce(TimeSpan delay, IRunnable action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc />
    public void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        CheckAndSchedule(delay, ScheduledWork.Run(null, action, cancelable));

    /// <inheritdoc />
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc />
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        CheckAndSchedule(initialDelay, ScheduledWork.Run(interval, action, cancelable));

    /// <inheritdoc />
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc />
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        CheckAndSchedule(initialDelay, ScheduledWork.Run(interval, action, cancelable));

    internal abstract void Schedule(TimeSpan delay, ScheduledWork work);

    /// <summary>Does work that is due; what it throws is logged.</summary>
    private protected void Execute(ScheduledWork work)
    {
        try
        {
            work.Execute();
        }
        catch (Exception e)
        {
            Log.Error(e, "Scheduled work failed.");
        }
    }

    private void CheckAndSchedule(TimeSpan delay, ScheduledWork work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (work.Interval is { } interval)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        Schedule(delay, work);
    }
}
