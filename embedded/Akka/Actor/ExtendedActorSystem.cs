namespace Akka.Actor;

/// <summary>What extensions see of an actor system.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    private protected ExtendedActorSystem()
    {
    }

    /// <summary>Creates an actor under <c>/system</c>; it outlives those under <c>/user</c>.</summary>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);

    /// <inheritdoc cref="SystemActorOf(Props, string?)" />
    public abstract IActorRef SystemActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new();
}
