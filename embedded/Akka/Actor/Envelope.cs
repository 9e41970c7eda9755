namespace Akka.Actor;

/// <summary>A message with its sender.</summary>
/// <param name="message">The message.</param>
/// <param name="sender">The sender, or null.</param>
public readonly struct Envelope(object message, IActorRef? sender)
{
    /// <summary>The message.</summary>
    public object Message { get; } = message;

    /// <summary>The sender, or null.</summary>
    public IActorRef? Sender { get; } = sender;

    /// <inheritdoc />
    public override string ToString() => $"<{Message}> from {Sender?.ToString() ?? "NoSender"}";
}
