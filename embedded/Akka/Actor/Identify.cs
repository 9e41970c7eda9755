namespace Akka.Actor;

/// <summary>Asks any actor for an <see cref="ActorIdentity"/>.</summary>
public sealed class Identify : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    /// <summary>Creates the question.</summary>
    /// <param name="messageId">Comes back in the answer.</param>
    public Identify(object? messageId) => MessageId = messageId;

    /// <summary>Comes back in the answer.</summary>
    public object? MessageId { get; }

    /// <inheritdoc />
    public override string ToString() => $"<Identify>: {MessageId}";
}
