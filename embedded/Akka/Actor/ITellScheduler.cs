namespace Akka.Actor;

/// <summary>Sends messages later.</summary>
/// <remarks>Thread-safe. Messages that are due at the same time are sent in the order in which they were scheduled.</remarks>
public interface ITellScheduler
{
    /// <summary>Sends a message once.</summary>
    void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender);

    /// <summary>Sends a message once, unless it is cancelled before.</summary>
    void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);

    /// <summary>Sends a message again and again.</summary>
    void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender);

    /// <summary>Sends a message again and again until it is cancelled.</summary>
    void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);
}
