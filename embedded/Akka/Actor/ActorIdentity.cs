namespace Akka.Actor;

/// <summary>The answer to <see cref="Identify"/>.</summary>
public sealed class ActorIdentity
{
    /// <summary>Creates the answer.</summary>
    public ActorIdentity(object? messageId, IActorRef? subject)
    {
        MessageId = messageId;
        Subject = subject;
    }

    /// <summary>As in the question.</summary>
    public object? MessageId { get; }

    /// <summary>The actor that answers, or null (or nobody) when there is none.</summary>
    public IActorRef? Subject { get; }

    /// <inheritdoc />
    public override string ToString() => $"<ActorIdentity>: {Subject} - MessageId={MessageId}";
}
