using Akka.Actor;

namespace O2.Actors;

/// <summary>Parent of the actors that keep a tap for a subscribed actor.</summary>
/// <remarks>One state. A child that fails is stopped, which ends its tap. Supervised by <see cref="EnsembleActor"/>: resume.</remarks>
internal sealed class TapsActor : ReceiveActor
{
    public const string Name = "taps";
    private readonly ProcessCore _core;

    public TapsActor(ProcessCore core)
    {
        _core = core;
        Receive<TapProtocol.Start>(start => Context.ActorOf(TapSubscriberActor.PropsFor(_core, start), start.Tapper.Name));
        Receive<TapProtocol.Stop>(stop => Context.Stop(Context.Child(stop.Tapper.Name)));
    }

    public static Props PropsFor(ProcessCore core) => Props.Create(() => new TapsActor(core));

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);
}
