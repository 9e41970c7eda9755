namespace Akka.Actor;

/// <summary>Timers of one actor: each sends the actor a message, and all end with its incarnation.</summary>
/// <remarks>For use on the actor's own turn. A message of a timer that was cancelled or replaced never arrives, even if it was sent.</remarks>
public interface ITimerScheduler
{
    /// <summary>The keys of the timers that run.</summary>
    IReadOnlyCollection<object> ActiveTimers { get; }

    /// <summary>Sends <paramref name="msg"/> again and again; replaces the timer of the same key.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    /// <inheritdoc cref="StartPeriodicTimer(object, object, TimeSpan)" />
    void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender);

    /// <inheritdoc cref="StartPeriodicTimer(object, object, TimeSpan)" />
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    /// <inheritdoc cref="StartPeriodicTimer(object, object, TimeSpan)" />
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender);

    /// <summary>Sends <paramref name="msg"/> once; replaces the timer of the same key.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    /// <inheritdoc cref="StartSingleTimer(object, object, TimeSpan)" />
    void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender);

    /// <summary>Tells whether a timer runs.</summary>
    bool IsTimerActive(object key);

    /// <summary>Cancels a timer; unknown keys are ignored.</summary>
    void Cancel(object key);

    /// <summary>Cancels all timers.</summary>
    void CancelAll();
}
