using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Another actor that a test talks with; it stands for its reference wherever one is wanted.</summary>
public class TestProbe : TestKitBase, INoImplicitSender, IActorRefProxy
{
    internal TestProbe(ActorSystem system, string? testProbeName)
        : base(system, null, null, testProbeName)
    {
    }

    /// <summary>The probe's reference.</summary>
    public IActorRef Ref => TestActor;

    /// <summary>The sender of the message received last.</summary>
    public IActorRef Sender => LastSender!;

    ActorPath IActorRef.Path => TestActor.Path;

    ActorRefBase IActorRefProxy.Target => (ActorRefBase)TestActor;

    /// <summary>Sends a message in the probe's name.</summary>
    public void Send(IActorRef actor, object message) => actor.Tell(message, TestActor);

    /// <summary>Answers the message received last, in the probe's name.</summary>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    /// <summary>Passes the message received last on, with its sender.</summary>
    public void Forward(IActorRef actor) => actor.Tell(LastMessage!, Sender);

    /// <summary>Sends a message as from the sender of the message received last.</summary>
    public void Forward(IActorRef actor, object message) => actor.Tell(message, Sender);

    /// <inheritdoc />
    public int CompareTo(object? obj) => TestActor.CompareTo(obj);

    /// <inheritdoc />
    public override bool Equals(object? obj) => TestActor.Equals(obj);

    /// <inheritdoc />
    public override int GetHashCode() => TestActor.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => $"TestProbe({TestActor})";

    void ICanTell.Tell(object message, IActorRef? sender) => TestActor.Tell(message, sender);

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => TestActor.Equals(other);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => TestActor.CompareTo(other);
}
