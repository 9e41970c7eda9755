using Akka.Actor;
using Akka.Event;

namespace O2.Actors;

/// <summary>Owns the precise timer that drives the <see cref="MessageScheduler"/>, from the start of the process to its end.</summary>
/// <remarks>
/// One state. Timed messages do not pass through its mailbox, whose turn could come late: they go from the timer's thread through the router.
/// Supervised by <see cref="EnsembleActor"/>: resume.
/// </remarks>
internal sealed class SchedulerActor : ReceiveActor
{
    public const string Name = "scheduler";
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IDisposable _timer;

    public SchedulerActor(ProcessCore core)
    {
        var self = Self;
        _timer = core.Scheduler.Start(failure => self.Tell(new Status.Failure(failure)));
        Receive<Status.Failure>(failure => _log.Error(failure.Cause, "A timed message could not be delivered; the next ones are."));
    }

    public static Props PropsFor(ProcessCore core) => Props.Create(() => new SchedulerActor(core));

    protected override void PostStop() => _timer.Dispose();
}
