using System.Globalization;
using Akka.Actor;

namespace O2.Actors;

/// <summary>Supervises the clients of one bridge.</summary>
/// <remarks>
/// One state. A client's actor that fails is stopped, which ends that client, nothing else: what it had said about itself cannot be trusted any more, and
/// a client that connects again says it again. Supervised by <see cref="BridgesActor"/>: stop.
/// </remarks>
internal sealed class BridgeActor : ReceiveActor
{
    private const string DriverName = "driver";
    private readonly Bridge _bridge;

    public BridgeActor(Bridge bridge)
    {
        _bridge = bridge;
        Receive<BridgeProtocol.Joined>(joined => Context.ActorOf(BridgeClientActor.PropsFor(joined.Client), NameOf(joined.Client)));
        Receive<DriverStopped>(_ => Context.Stop(Self));
        Receive<BridgeProtocol.OfClient>(message => Context.Child(NameOf(message.Client)).Forward(message));
    }

    private sealed record DriverStopped
    {
        public static readonly DriverStopped Instance = new();
    }

    public static Props PropsFor(Bridge bridge) => Props.Create(() => new BridgeActor(bridge));

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void PreStart()
    {
        if (_bridge.Driver is { } driver)
            Context.WatchWith(Context.ActorOf(driver, DriverName), DriverStopped.Instance);
    }

    /// <summary>Also when the process ends.</summary>
    protected override void PostStop() => _bridge.Dispose();

    private static string NameOf(BridgeClient client) => client.Id.ToString(CultureInfo.InvariantCulture);
}
