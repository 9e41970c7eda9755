using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Where messages end that cannot be delivered: it publishes them on the event stream.</summary>
internal sealed class DeadLetterActorRef(ActorSystemImpl system, ActorPath path) : ActorRefBase
{
    /// <inheritdoc />
    public override ActorPath Path => path;

    internal override ActorSystemImpl System => system;

    internal override bool IsTerminated => true;

    /// <summary>Publishes a message that <paramref name="recipient"/> should have had.</summary>
    public void Publish(object message, IActorRef? sender, IActorRef recipient)
    {
        switch (message)
        {
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, null), recipient);
                break;
            case AllDeadLetters letter when ReferenceEquals(recipient, this):
                system.EventStream.Publish(letter);
                break;
            case AllDeadLetters or IDeadLetterSuppression:
                break; // a subscriber to dead letters that is dead itself must not make more of them
            default:
                system.EventStream.Publish(new DeadLetter(message, sender ?? this, recipient));
                break;
        }
    }

    internal override void SendSystemMessage(SystemMessage message)
    {
        if (message is Watch watch)
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false));
    }

    private protected override void TellInternal(object message, IActorRef? sender) => Publish(message, sender, this);
}
