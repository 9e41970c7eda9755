using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>What an actor sees of the runtime while it handles a message.</summary>
/// <remarks>Valid on the actor's own turn only; never hand it to another thread.</remarks>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    /// <summary>The actor's own reference.</summary>
    IActorRef Self { get; }

    /// <summary>How the actor was created.</summary>
    Props Props { get; }

    /// <summary>The sender of the current message; dead letters when there is none.</summary>
    IActorRef Sender { get; }

    /// <summary>The actor system.</summary>
    ActorSystem System { get; }

    /// <summary>The supervisor.</summary>
    IActorRef Parent { get; }

    /// <summary>The dispatcher that runs this actor.</summary>
    MessageDispatcher Dispatcher { get; }

    /// <summary>The idle time after which the actor gets a <see cref="Actor.ReceiveTimeout"/>, or null.</summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Replaces the current behaviour.</summary>
    void Become(Receive receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Returns to the behaviour below the current one.</summary>
    void UnbecomeStacked();

    /// <summary>The child of that name, or <see cref="ActorRefs.Nobody"/>.</summary>
    IActorRef Child(string name);

    /// <summary>A snapshot of the children.</summary>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>Sets or, with null, clears the receive timeout.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Stops an actor after the message that it is handling now; what waits in its mailbox becomes dead letters.</summary>
    void Stop(IActorRef child);
}
