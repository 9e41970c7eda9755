using Akka.Actor;
using Xunit;

namespace Akka.TestKit;

/// <content>Expecting one of several messages, or several, or one from a certain sender.</content>
public abstract partial class TestKitBase
{
    /// <summary>Requires that the next message is a <typeparamref name="T"/> from <paramref name="sender"/>.</summary>
    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectMsg<T>((_, actual) => Assert.Equal(sender, actual), duration, hint, cancellationToken);

    /// <summary>Requires that the next message equals <paramref name="message"/> and is from <paramref name="sender"/>.</summary>
    public T ExpectMsgFrom<T>(
        IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectMsg(Both(sender, message), timeout, hint, cancellationToken);

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, TimeSpan?, string?, CancellationToken)" />
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<T>((_, actual) => Assert.Equal(sender, actual), duration, hint, cancellationToken);

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, T, TimeSpan?, string?, CancellationToken)" />
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectMsgAsync(Both(sender, message), timeout, hint, cancellationToken);

    /// <summary>Requires that the next message equals one of <paramref name="messages"/>.</summary>
    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        ExpectMsg<T>(message => Assert.Contains(message, messages), cancellationToken: cancellationToken);

    /// <inheritdoc cref="ExpectMsgAnyOf" />
    public ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<T>(message => Assert.Contains(message, messages), cancellationToken: cancellationToken);

    /// <summary>Requires that the next messages are these, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => ExpectMsgAllOf(RemainingOrDefault, messages);

    /// <summary>Requires that the next messages are these, in any order, within a time.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages)
    {
        var missing = new List<T>(messages);
        var received = ReceiveN(messages.Length, max).Select(Assert.IsAssignableFrom<T>).ToArray();
        foreach (var message in received)
            Assert.True(missing.Remove(message), $"Not expected: {message}; expected and not received: {string.Join(", ", missing)}");
        return received;
    }

    private static Action<T, IActorRef> Both<T>(IActorRef expectedSender, T expected) => (message, sender) =>
    {
        Assert.Equal(expected, message);
        Assert.Equal(expectedSender, sender);
    };
}
