namespace Akka.Actor;

/// <summary>Sending with the running actor as the sender.</summary>
public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Sends a message; inside an actor that actor is the sender, elsewhere there is none.</summary>
    public static void Tell(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.CurrentSelf);

    /// <summary>Passes a message on with the sender of the message that the running actor handles now.</summary>
    public static void Forward(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.Current?.Sender);
}
