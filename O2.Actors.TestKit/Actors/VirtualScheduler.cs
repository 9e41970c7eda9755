using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace O2.Actors.TestKit;

/// <summary>The scheduler of an actor system in virtual time: timers of actors ring when the test advances the clock.</summary>
/// <remarks>Written against Akka's interfaces, because the base class of the real one and that of the embedded one differ.</remarks>
internal sealed class VirtualScheduler : IScheduler, IAdvancedScheduler
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly VirtualClock _clock;
    private readonly ILoggingAdapter _log;

    /// <summary>Called by the actor system, with its whole configuration.</summary>
    public VirtualScheduler(Config config, ILoggingAdapter log)
    {
        _clock = ActorPump.Of(config).Clock;
        _log = log;
    }

    public IAdvancedScheduler Advanced => this;

    public DateTimeOffset Now => Epoch + MonotonicClock;

    public TimeSpan MonotonicClock => TimeSpan.FromSeconds(_clock.Now.Seconds);

    public TimeSpan HighResMonotonicClock => MonotonicClock;

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(delay, null, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Schedule(delay, null, action, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, action, cancelable);

    public void ScheduleOnce(TimeSpan delay, IRunnable action) => ScheduleOnce(delay, action, null);

    public void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) => Schedule(delay, null, action.Run, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, action.Run, cancelable);

    private void Schedule(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (interval is { } pause)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pause, TimeSpan.Zero);
        _clock.Schedule(_clock.Now + delay.TotalSeconds, () =>
        {
            if (cancelable?.IsCancellationRequested == true)
                return;
            Run(action);
            if (interval is { } next)
                Schedule(next, next, action, cancelable);
        });
    }

    private void Run(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            _log.Error(e, "Scheduled work failed.");
        }
    }
}
