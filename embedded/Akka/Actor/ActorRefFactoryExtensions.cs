namespace Akka.Actor;

/// <summary>Shorthands for creating and selecting actors.</summary>
public static class ActorRefFactoryExtensions
{
    /// <summary>Creates an actor that has a parameterless constructor.</summary>
    public static IActorRef ActorOf<TActor>(this IActorRefFactory factory, string? name = null)
        where TActor : ActorBase, new() => factory.ActorOf(Props.Create<TActor>(), name);

    /// <summary>Selects actors relative to <paramref name="anchorRef"/>.</summary>
    public static ActorSelection ActorSelection(this IActorRefFactory factory, IActorRef anchorRef, string actorPath) =>
        new(anchorRef, actorPath);
}
