namespace Akka.Actor;

/// <summary>A handle to one incarnation of one actor; it stays valid, and harmless, when the actor has ended.</summary>
/// <remarks>Thread-safe. Two references are equal when they have the same path and belong to the same incarnation.</remarks>
public interface IActorRef : ICanTell, IComparable<IActorRef>, IEquatable<IActorRef>, IComparable
{
    /// <summary>The place of the actor in the tree of its actor system.</summary>
    ActorPath Path { get; }
}
