using System.Net;
using Akka.Actor;
using Akka.Event;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Keeps this process connected with the hub that the options name: has it called until it answers, and again when it is lost.</summary>
/// <remarks>
/// One state. The host name is looked up for each call, since it may mean another address by then. While there is another connection with the hub (they
/// may have found each other by multicast, too) it is not called, but asked by that. Supervised by <see cref="DiscoveryActor"/>: resume.
/// </remarks>
internal sealed class HubActor : ReceiveActor, IWithTimers
{
    public const string Name = "hub";
    private const string CallTimer = "call";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly ProcessCore _core;
    private readonly DnsEndPoint _address;
    private readonly IActorRef _gateway;
    private readonly CancellationTokenSource _end = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private ProcessName? _hub;
    private TimeSpan _pause = FirstPause;

    public HubActor(ProcessCore core, DnsEndPoint address, IActorRef gateway)
    {
        _core = core;
        _address = address;
        _gateway = gateway;
        Receive<Call>(_ => OnCall());
        Receive<Resolved>(OnResolved);
        Receive<Unresolved>(failure => CallAgain($"its name is not found: {failure.Cause.Message}"));
        Receive<HubProtocol.Joined>(OnJoined);
        Receive<HubProtocol.Ended>(ended => CallAgain($"{ended.Reason} {ended.Detail}".Trim()));
    }

    private sealed record Resolved(IPAddress Address);

    private sealed record Unresolved(Exception Cause);

    private sealed record Call
    {
        public static readonly Call Instance = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A hub that is only reached through a broker introduces nobody to us.</summary>
    private bool IsConnected => _hub is not null && _core.Directory.Snapshot.TryGetProcess(_hub, out var hub) && hub.Endpoint is DirectLink;

    public static Props PropsFor(ProcessCore core, DnsEndPoint address, IActorRef gateway) => Props.Create(() => new HubActor(core, address, gateway));

    protected override void PreStart() => OnCall();

    protected override void PostStop()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private void OnCall()
    {
        if (IsConnected)
            Timers.StartSingleTimer(CallTimer, Call.Instance, LongestPause);
        else
            _core.Environment.Transport.ResolveAsync(_address.Host, _end.Token).PipeTo(Self, success: found => new Resolved(found), failure: e => new Unresolved(e));
    }

    private void OnResolved(Resolved found)
    {
        var self = _core.Directory.OwnName;
        bool isHere = IPAddress.IsLoopback(found.Address) || IpNumber.FromAddress(found.Address) == self.InternalIp;
        if (isHere && _address.Port == self.TcpPort)
        {
            _log.Info("This process is the hub itself.");
            Context.Parent.Tell(HubProtocol.Tried.Instance);
        }
        else
        {
            _gateway.Tell(new GatewayProtocol.HubGiven(new IPEndPoint(found.Address, _address.Port)));
        }
    }

    private void OnJoined(HubProtocol.Joined joined)
    {
        _hub = joined.Hub;
        _pause = FirstPause;
        Timers.StartSingleTimer(CallTimer, Call.Instance, LongestPause);   // in case that connection is lost
        Context.Parent.Tell(HubProtocol.Tried.Instance);
        _log.Info("Process [{0}], at [{1}:{2}], is the hub.", joined.Hub, _address.Host, _address.Port);
    }

    private void CallAgain(string reason)
    {
        if (!IsConnected)
            _log.Warning("Hub [{0}:{1}] is not connected ({2}). Next call in {3} s.", _address.Host, _address.Port, reason, _pause.TotalSeconds);
        Timers.StartSingleTimer(CallTimer, Call.Instance, _pause);
        Context.Parent.Tell(HubProtocol.Tried.Instance);
        _pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, _pause.Ticks * 2));
    }
}
