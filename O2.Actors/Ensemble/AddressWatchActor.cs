using Akka.Actor;

namespace O2.Actors;

/// <summary>Watches the addresses of the machine, and tells the ensemble's actor when the process has to move to another one.</summary>
/// <remarks>
/// One state. A change of network comes as a burst of notices, with moments in between in which there is no address at all; so the addresses are
/// looked at once the notices have stopped for <see cref="QuietTime"/>, and again when that fails. Supervised by <see cref="EnsembleActor"/>: resume.
/// </remarks>
internal sealed class AddressWatchActor : ReceiveActor, IWithTimers
{
    public const string Name = "addresses";
    public static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(1);
    private const string QuietTimer = "quiet";
    private readonly ProcessCore _core;
    private IDisposable? _watch;

    public AddressWatchActor(ProcessCore core)
    {
        _core = core;
        Receive<Changed>(_ => Timers.StartSingleTimer(QuietTimer, Quiet.Instance, QuietTime));
        Receive<Quiet>(_ => OnQuiet());
    }

    private sealed record Changed
    {
        public static readonly Changed Instance = new();
    }

    private sealed record Quiet
    {
        public static readonly Quiet Instance = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props PropsFor(ProcessCore core) => Props.Create(() => new AddressWatchActor(core));

    protected override void PreStart()
    {
        var self = Self;
        _watch = _core.Environment.WatchAddresses(() => self.Tell(Changed.Instance));
    }

    protected override void PostStop() => _watch?.Dispose();

    private void OnQuiet()
    {
        Timers.StartSingleTimer(QuietTimer, Quiet.Instance, QuietTime);
        var named = IpNumber.ToAddress(_core.Directory.OwnName.InternalIp);
        if (AddressChange.IsToMove(named, _core.Environment.Transport.LocalAddresses))
            Context.Parent.Tell(EnsembleProtocol.Move.Instance);
        Timers.Cancel(QuietTimer);
    }
}
