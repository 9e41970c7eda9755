namespace Akka.Actor;

/// <summary>The parent of the actors that users, or the system, create at the top.</summary>
internal sealed class GuardianActor : ActorBase
{
    /// <inheritdoc />
    protected override bool Receive(object message)
    {
        Context.System.DeadLetters.Tell(message, Sender);
        return true;
    }
}
