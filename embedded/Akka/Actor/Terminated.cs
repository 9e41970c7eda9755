using Akka.Event;

namespace Akka.Actor;

/// <summary>Tells a watcher that an actor has ended.</summary>
public sealed class Terminated : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, INoSerializationVerificationNeeded, IEquatable<Terminated>
{
    /// <summary>Creates the notice.</summary>
    /// <param name="actorRef">The actor that has ended.</param>
    /// <param name="existenceConfirmed">False when it was already gone, or never there, when the watch began.</param>
    /// <param name="addressTerminated">True when its whole system is gone.</param>
    public Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    {
        ActorRef = actorRef;
        ExistenceConfirmed = existenceConfirmed;
        AddressTerminated = addressTerminated;
    }

    /// <summary>The actor that has ended.</summary>
    public IActorRef ActorRef { get; }

    /// <summary>False when it was already gone, or never there, when the watch began.</summary>
    public bool ExistenceConfirmed { get; }

    /// <summary>True when its whole system is gone.</summary>
    public bool AddressTerminated { get; }

    /// <inheritdoc />
    public bool Equals(Terminated? other) =>
        other is not null && ActorRef.Equals(other.ActorRef)
        && AddressTerminated == other.AddressTerminated && ExistenceConfirmed == other.ExistenceConfirmed;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Terminated);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(ActorRef, ExistenceConfirmed, AddressTerminated);

    /// <inheritdoc />
    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}
