namespace Akka.Actor;

/// <summary>Something that messages can be sent to: an actor reference or a selection of them.</summary>
public interface ICanTell
{
    /// <summary>Sends a message and returns at once; delivery is at most once, in order per sender and receiver.</summary>
    /// <param name="message">The message; it must not be changed afterwards.</param>
    /// <param name="sender">Who is to be seen as the sender, or null for none.</param>
    /// <exception cref="InvalidMessageException"><paramref name="message"/> is null.</exception>
    void Tell(object message, IActorRef? sender);
}
