using Akka.Event;

namespace Akka.Actor;

/// <summary>What a timer sends to its actor: the message, and which run of which timer it comes from.</summary>
internal record TimerMessage(object Key, object Message, long Generation) : INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    /// <summary>Wraps a message so that it counts for the receive timeout just as the message itself would.</summary>
    public static TimerMessage For(object key, object message, long generation) => message is INotInfluenceReceiveTimeout
        ? new Quiet(key, message, generation)
        : new TimerMessage(key, message, generation);

    private sealed record Quiet(object Key, object Message, long Generation)
        : TimerMessage(Key, Message, Generation), INotInfluenceReceiveTimeout;
}
