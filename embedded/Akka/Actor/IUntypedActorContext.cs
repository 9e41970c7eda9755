namespace Akka.Actor;

/// <summary>The context of an <see cref="UntypedActor"/>.</summary>
public interface IUntypedActorContext : IActorContext
{
    /// <summary>Replaces the current behaviour by one that handles every message.</summary>
    void Become(UntypedReceive receive);

    /// <summary>Puts a behaviour that handles every message on top of the current one.</summary>
    void BecomeStacked(UntypedReceive receive);
}
