namespace Akka.Actor;

/// <summary>An actor with timers.</summary>
public interface IWithTimers
{
    /// <summary>The timers; the runtime sets it before the actor's constructor runs.</summary>
    ITimerScheduler Timers { get; set; }
}
