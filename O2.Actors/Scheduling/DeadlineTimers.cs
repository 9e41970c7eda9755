using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>How an actor waits for the next deadline of the state machine that it drives.</summary>
internal static class DeadlineTimers
{
    /// <summary>Lets a message come at a moment of local time, at once when that has passed, instead of the one for which the timer was armed before.</summary>
    /// <param name="timers">The actor's timers.</param>
    /// <param name="timer">The timer.</param>
    /// <param name="message">The message.</param>
    /// <param name="deadline">The moment; <see cref="LocalTime.Never"/> disarms the timer.</param>
    /// <param name="now">The local time.</param>
    public static void Arm(this ITimerScheduler timers, string timer, object message, LocalTime deadline, LocalTime now)
    {
        if (deadline == LocalTime.Never)
            timers.Cancel(timer);
        else
            timers.StartSingleTimer(timer, message, TimeSpan.FromSeconds(Math.Max(0, deadline - now)));
    }
}
