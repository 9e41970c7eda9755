using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>Does work later, on the scheduler's own thread: it must be short and must not touch actors' state.</summary>
public interface IRunnableScheduler
{
    /// <summary>Does work once.</summary>
    void ScheduleOnce(TimeSpan delay, IRunnable action);

    /// <summary>Does work once, unless it is cancelled before.</summary>
    void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable);

    /// <summary>Does work again and again.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action);

    /// <summary>Does work again and again until it is cancelled.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable);
}
