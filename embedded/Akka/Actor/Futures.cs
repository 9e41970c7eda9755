using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>Asking: a message with a reply as a task.</summary>
/// <remarks>A reply of <see cref="Status.Failure"/> makes the task throw its cause. Never block an actor on the task; pipe it.</remarks>
[SuppressMessage("Design", "CA1068", Justification = "The order of parameters is that of the original API.")]
public static class Futures
{
    /// <summary>Sends a message and returns the reply.</summary>
    /// <exception cref="AskTimeoutException">There was no reply in time.</exception>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    /// <inheritdoc cref="Ask(ICanTell, object, TimeSpan?)" />
    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    /// <inheritdoc cref="Ask(ICanTell, object, TimeSpan?)" />
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    /// <summary>Sends a message and returns the reply, which must be a <typeparamref name="T"/>.</summary>
    /// <exception cref="AskTimeoutException">There was no reply in time.</exception>
    /// <exception cref="ArgumentException">The reply has another type.</exception>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    /// <inheritdoc cref="Ask{T}(ICanTell, object, TimeSpan?)" />
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    /// <inheritdoc cref="Ask{T}(ICanTell, object, TimeSpan?)" />
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <summary>Sends a message that holds the reference to reply to, and returns the reply.</summary>
    /// <exception cref="AskTimeoutException">There was no reply in time.</exception>
    /// <exception cref="ArgumentException">The reply has another type.</exception>
    public static Task<T> Ask<T>(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var system = SystemOf(self) ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(self));
        var reply = new FutureActorRef<T>(system);
        reply.CompleteAfter(timeout ?? system.Settings.AskTimeout, cancellationToken);
        self.Tell(messageFactory(reply), reply);
        return reply.Task;
    }

    private static ActorSystemImpl? SystemOf(ICanTell target) => target switch
    {
        ActorSelection selection => ActorRefBase.Of(selection.Anchor).System,
        IActorRef actorRef => ActorRefBase.Of(actorRef).System,
        _ => null,
    } ?? ActorCell.Current?.SystemImpl;
}
