using Akka.Actor;

namespace Akka.Event;

/// <summary>A message to an actor that has ended, or that was left in its mailbox.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    /// <summary>Creates the event.</summary>
    public DeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
    }
}
