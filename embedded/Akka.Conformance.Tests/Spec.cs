using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace O2.Conformance.Tests;

/// <summary>What all specs share: a quiet actor system, and the wish to be true of both runtimes.</summary>
public abstract class Spec : TestKit
{
    /// <summary>Time that stands still until the test advances it.</summary>
    protected const string VirtualTime = "akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"";

    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }";

    protected Spec(string hocon = "")
        : base(Quiet + "\n" + hocon)
    {
    }

    /// <summary>Waits until an actor has handled everything that the test sent to it before.</summary>
    protected void Sync(IActorRef actor)
    {
        actor.Tell(new Identify("sync"));
        FishForMessage<ActorIdentity>(identity => Equals(identity.MessageId, "sync"));
    }
}
