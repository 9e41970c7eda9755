namespace Akka.Actor;

/// <summary>Calls delegates later, on the scheduler's own thread: they must be short and must not touch actors' state.</summary>
public interface IActionScheduler : IRunnableScheduler
{
    /// <summary>Calls a delegate once.</summary>
    void ScheduleOnce(TimeSpan delay, Action action);

    /// <summary>Calls a delegate once, unless it is cancelled before.</summary>
    void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable);

    /// <summary>Calls a delegate again and again.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action);

    /// <summary>Calls a delegate again and again until it is cancelled.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable);
}
