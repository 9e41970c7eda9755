namespace Akka.Actor;

/// <summary>Something that can be told when an actor has ended.</summary>
public interface ICanWatch
{
    /// <summary>Asks for a <see cref="Terminated"/> message when <paramref name="subject"/> ends, or at once when it already has.</summary>
    /// <remarks>When it is watched already, with or without a message of its own, nothing changes.</remarks>
    /// <returns><paramref name="subject"/></returns>
    IActorRef Watch(IActorRef subject);

    /// <summary>As <see cref="Watch"/>, but delivers <paramref name="message"/> in place of <see cref="Terminated"/>.</summary>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Stops watching; a notice that already waits in the mailbox is not delivered any more.</summary>
    /// <returns><paramref name="subject"/></returns>
    IActorRef Unwatch(IActorRef subject);
}
