using Akka.Actor;

namespace O2.Actors;

/// <summary>Parent of the actors of all bridges.</summary>
/// <remarks>One state. A bridge's actor that fails is stopped, and its clients with it. Supervised by <see cref="EnsembleActor"/>: resume.</remarks>
internal sealed class BridgesActor : ReceiveActor
{
    public const string Name = "bridges";
    private readonly Dictionary<Bridge, IActorRef> _bridges = [];
    private int _generation;

    public BridgesActor()
    {
        Receive<BridgeProtocol.Started>(started => _bridges[started.Bridge] = Context.ActorOf(BridgeActor.PropsFor(started.Bridge), FreeName(started.Bridge.Name)));
        Receive<BridgeProtocol.Ended>(OnEnded);
        Receive<BridgeProtocol.OfClient>(OnOfClient);
        Receive<BridgeProtocol.LiteHostChanged>(Context.Parent.Forward);
    }

    public static Props PropsFor() => Props.Create(() => new BridgesActor());

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void OnEnded(BridgeProtocol.Ended ended)
    {
        if (_bridges.Remove(ended.Bridge, out var actor))
            Context.Stop(actor);
    }

    private void OnOfClient(BridgeProtocol.OfClient message)
    {
        if (_bridges.TryGetValue(message.Client.Bridge, out var actor))
            actor.Forward(message);
    }

    /// <summary>The bridge's own name, unless a bridge of that name is just about to stop.</summary>
    private string FreeName(string name) => Context.Child(name).IsNobody() ? name : $"{name}+{++_generation}";
}
