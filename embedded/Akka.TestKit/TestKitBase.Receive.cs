using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Akka.TestKit;

/// <content>Receiving messages without a demand on them.</content>
public abstract partial class TestKitBase
{
    private MessageEnvelope? _last;
    private bool _lastWasNoMessage;

    /// <summary>True when messages wait to be looked at.</summary>
    public bool HasMessages => !_queue.IsEmpty;

    /// <summary>The message received last, or null.</summary>
    public object? LastMessage => _last?.Message;

    /// <summary>The sender of the message received last, or null.</summary>
    public Actor.IActorRef? LastSender => _last?.Sender;

    /// <summary>Receives a message, or null when none comes in time.</summary>
    /// <param name="max">How long to wait; zero not at all, negative for ever, null as long as the settings or <c>Within</c> say.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Take(max, true, cancellationToken).GetAwaiter().GetResult()?.Message;

    /// <inheritdoc cref="ReceiveOne" />
    public async ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await Take(max, false, cancellationToken).ConfigureAwait(false))?.Message;

    /// <summary>Receives a number of messages.</summary>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveN(numberOfMessages, RemainingOrDefault, cancellationToken);

    /// <summary>Receives a number of messages within a time.</summary>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        TakeMany(numberOfMessages, max, true, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Receives a number of messages.</summary>
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveNAsync(numberOfMessages, RemainingOrDefault, cancellationToken);

    /// <summary>Receives a number of messages within a time.</summary>
    public async IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages, TimeSpan max, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var message in await TakeMany(numberOfMessages, max, false, cancellationToken).ConfigureAwait(false))
            yield return message;
    }

    /// <summary>Receives messages until one satisfies the predicate, and drops the others.</summary>
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string? hint = "", CancellationToken cancellationToken = default) =>
        Fish(isMessage, max, hint, true, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Receives messages until one satisfies the predicate, and drops the others.</summary>
    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string? hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Receives messages until one satisfies the predicate, and drops the others.</summary>
    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string? hint = "", CancellationToken cancellationToken = default) =>
        Fish(isMessage, max, hint, false, cancellationToken);

    /// <summary>Receives messages until one satisfies the predicate, and drops the others.</summary>
    public ValueTask<object> FishForMessageAsync(
        Predicate<object> isMessage, TimeSpan? max = null, string? hint = "", CancellationToken cancellationToken = default) =>
        Fish(isMessage, max, hint, false, cancellationToken);

    [DoesNotReturn]
    private protected static T Fail<T>(string message)
    {
        Assert.Fail(message);
        throw new InvalidOperationException(message);
    }

    private async ValueTask<MessageEnvelope?> Take(TimeSpan? max, bool blocking, CancellationToken cancellationToken)
    {
        _lastWasNoMessage = false;
        _last = await _queue.Take(max ?? RemainingOrDefault, blocking, cancellationToken).ConfigureAwait(false);
        return _last;
    }

    private async ValueTask<IReadOnlyList<object>> TakeMany(int count, TimeSpan max, bool blocking, CancellationToken cancellationToken)
    {
        var end = Now + max;
        var messages = new List<object>(count);
        while (messages.Count < count)
        {
            var envelope = await Take(NotNegative(end - Now), blocking, cancellationToken).ConfigureAwait(false);
            messages.Add(envelope?.Message ?? Fail<object>($"Timeout ({max}) while expecting {count} messages. Only got {messages.Count} after {max}."));
        }
        return messages;
    }

    private async ValueTask<T> Fish<T>(Predicate<T> isMessage, TimeSpan? max, string? hint, bool blocking, CancellationToken cancellationToken)
    {
        var timeout = RemainingOrDilated(max);
        var end = Now + timeout;
        while (true)
        {
            var envelope = await Take(NotNegative(end - Now), blocking, cancellationToken).ConfigureAwait(false);
            if (envelope is null)
                return Fail<T>($"Timeout ({timeout}) during fishForMessage, {hint}");
            if (envelope.Message is T message && isMessage(message))
                return message;
        }
    }
}
