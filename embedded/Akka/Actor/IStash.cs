namespace Akka.Actor;

/// <summary>Puts messages aside that an actor cannot handle yet, and brings them back in order.</summary>
/// <remarks>For use on the actor's own turn. What is still stashed when the actor restarts or stops returns to the mailbox.</remarks>
public interface IStash
{
    /// <summary>How many messages are stashed.</summary>
    int Count { get; }

    /// <summary>True when none is stashed.</summary>
    bool IsEmpty { get; }

    /// <summary>True when some are stashed.</summary>
    bool NonEmpty { get; }

    /// <summary>Puts the current message aside.</summary>
    /// <exception cref="IllegalActorStateException">It is stashed already.</exception>
    void Stash();

    /// <summary>Puts the oldest stashed message in front of the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all stashed messages in front of the mailbox.</summary>
    void UnstashAll();

    /// <summary>Puts the stashed messages that satisfy the predicate in front of the mailbox, and drops the others.</summary>
    void UnstashAll(Func<Envelope, bool> predicate);

    /// <summary>Returns all stashed messages and forgets them.</summary>
    IEnumerable<Envelope> ClearStash();

    /// <summary>Puts messages in front of those that are stashed.</summary>
    void Prepend(IEnumerable<Envelope> envelopes);
}
