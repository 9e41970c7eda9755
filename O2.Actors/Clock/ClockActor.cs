using Akka.Actor;

namespace O2.Actors;

/// <summary>Drives the deadlines of <see cref="ProcessClock"/>: when to ask the reference, when to read the user's time source.</summary>
/// <remarks>One state: ticking whenever a deadline is set. Supervised by <see cref="EnsembleActor"/>: resume.</remarks>
internal sealed class ClockActor : ReceiveActor, IWithTimers
{
    public const string Name = "clock";
    private const string TickTimer = "tick";
    private readonly ProcessCore _core;

    public ClockActor(ProcessCore core)
    {
        _core = core;
        Receive<Tick>(_ => OnTick());
    }

    /// <summary>Sent by the timer, and by whoever changes the clock's part: look at the deadlines.</summary>
    public sealed record Tick
    {
        public static readonly Tick Instance = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props PropsFor(ProcessCore core) => Props.Create(() => new ClockActor(core));

    protected override void PreStart() => OnTick();

    private void OnTick() => Timers.Arm(TickTimer, Tick.Instance, _core.ProcessClock.HandleDeadline(), _core.Clock.Now);
}
