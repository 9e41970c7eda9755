namespace Akka.Actor;

/// <summary>The base of all references of this runtime: identity, and refusal of null messages.</summary>
public abstract class ActorRefBase : IActorRef
{
    private protected ActorRefBase()
    {
    }

    /// <inheritdoc />
    public abstract ActorPath Path { get; }

    /// <summary>The actor system, or null for a reference that belongs to none.</summary>
    internal virtual ActorSystemImpl? System => null;

    /// <summary>The supervisor, or null at the top.</summary>
    internal virtual ActorRefBase? Parent => null;

    /// <summary>True once the actor has ended.</summary>
    internal virtual bool IsTerminated => false;

    /// <summary>A snapshot of the children.</summary>
    internal virtual IReadOnlyList<ActorRefBase> Children => [];

    /// <summary>The runtime's reference behind one that user code holds (a test probe wraps one).</summary>
    /// <exception cref="ArgumentException">The reference comes from somewhere else.</exception>
    internal static ActorRefBase Of(IActorRef actorRef) => actorRef switch
    {
        ActorRefBase own => own,
        IActorRefProxy proxy => proxy.Target,
        null => throw new ArgumentNullException(nameof(actorRef)),
        _ => throw new ArgumentException($"[{actorRef.GetType()}] is not a reference made by this runtime.", nameof(actorRef)),
    };

    /// <inheritdoc />
    public void Tell(object message, IActorRef? sender)
    {
        if (message is null)
            throw new InvalidMessageException("Message is null.");
        TellInternal(message, sender);
    }

    private protected abstract void TellInternal(object message, IActorRef? sender);

    /// <summary>Delivers a message of the runtime itself, ahead of user messages.</summary>
    internal virtual void SendSystemMessage(Dispatch.SysMsg.SystemMessage message)
    {
    }

    /// <summary>The child of that name, or null.</summary>
    internal virtual ActorRefBase? GetChild(string name) => null;

    /// <inheritdoc />
    public bool Equals(IActorRef? other) =>
        ReferenceEquals(this, other) || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as IActorRef);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Path.Uid, Path.Name);

    /// <inheritdoc />
    public int CompareTo(IActorRef? other)
    {
        if (other is null)
            return 1;
        var byPath = Path.CompareTo(other.Path);
        return byPath != 0 ? byPath : Path.Uid.CompareTo(other.Path.Uid);
    }

    /// <inheritdoc />
    public int CompareTo(object? obj) => CompareTo(obj as IActorRef);

    /// <inheritdoc />
    public override string ToString() => Path.Uid == ActorPath.UndefinedUid ? $"[{Path}]" : $"[{Path.ToStringWithUid()}]";
}
