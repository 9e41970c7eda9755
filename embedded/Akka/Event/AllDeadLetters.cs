using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that no actor handled.</summary>
public abstract class AllDeadLetters : IWrappedMessage
{
    private protected AllDeadLetters(object message, IActorRef sender, IActorRef recipient)
    {
        Message = message;
        Sender = sender;
        Recipient = recipient;
    }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Who sent it; dead letters when nobody did.</summary>
    public IActorRef Sender { get; }

    /// <summary>Who should have had it.</summary>
    public IActorRef Recipient { get; }

    /// <inheritdoc />
    public override string ToString() => $"{GetType().Name} from {Sender} to {Recipient}: <{Message}>";
}
