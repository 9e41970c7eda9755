namespace Akka.Actor;

/// <summary>Something that can be told when an actor has ended.</summary>
public interface ICanWatch
{
    /// <summary>Asks for a <see cref="Terminated"/> message when <paramref name="subject"/> ends, or at once when it already has.</summary>
    /// <returns><paramref name="subject"/></returns>
    /// <exception cref="InvalidOperationException">It is already watched with a message of its own.</exception>
    IActorRef Watch(IActorRef subject);

    /// <summary>As <see cref="Watch"/>, but delivers <paramref name="message"/> in place of <see cref="Terminated"/>.</summary>
    /// <exception cref="InvalidOperationException">It is already watched with another message.</exception>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Stops watching; a notice that already waits in the mailbox is not delivered any more.</summary>
    /// <returns><paramref name="subject"/></returns>
    IActorRef Unwatch(IActorRef subject);
}
