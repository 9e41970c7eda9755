namespace Akka.Actor;

/// <summary>Something that can create actors and look them up by path: an actor system or an actor's context.</summary>
public interface IActorRefFactory
{
    /// <summary>Creates an actor as a child of this factory's actor; its constructor runs later, on its own dispatcher.</summary>
    /// <param name="props">What to create.</param>
    /// <param name="name">Unique among the siblings; null makes one up.</param>
    /// <exception cref="InvalidActorNameException">The name has illegal characters or is taken.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>Selects the actors whose path matches.</summary>
    /// <param name="actorPath">An absolute path.</param>
    ActorSelection ActorSelection(ActorPath actorPath);

    /// <summary>Selects the actors whose path matches; elements may be <c>..</c> or hold <c>*</c> and <c>?</c>.</summary>
    /// <param name="actorPath">Relative to this actor, from the root (<c>/user/a</c>), or with address (<c>akka://system/user/a</c>).</param>
    ActorSelection ActorSelection(string actorPath);
}
