using Akka.Actor;

namespace Akka.TestKit;

/// <content>Expecting messages.</content>
public abstract partial class TestKitBase
{
    /// <summary>Requires that the next message is a <typeparamref name="T"/>.</summary>
    /// <param name="duration">How long to wait; null as long as the settings or <c>Within</c> say.</param>
    /// <param name="hint">For the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(duration, Demands<T>.Nothing, hint, true, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Requires that the next message equals <paramref name="message"/>.</summary>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, Demands<T>.Equality(message), hint, true, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Requires that the next message is a <typeparamref name="T"/> that satisfies a predicate.</summary>
    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, Demands<T>.Truth(isMessage), hint, true, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Requires that the next message is a <typeparamref name="T"/> for which the assertions hold.</summary>
    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, (message, _) => assert(message), hint, true, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Requires that message and sender satisfy a predicate.</summary>
    public T ExpectMsg<T>(
        Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, Demands<T>.Truth(isMessageAndSender), hint, true, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Requires that the assertions hold for message and sender.</summary>
    public T ExpectMsg<T>(
        Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, assertMessageAndSender, hint, true, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="ExpectMsg{T}(TimeSpan?, string?, CancellationToken)" />
    public ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(duration, Demands<T>.Nothing, hint, false, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(T, TimeSpan?, string?, CancellationToken)" />
    public ValueTask<T> ExpectMsgAsync<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, Demands<T>.Equality(message), hint, false, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(Predicate{T}, TimeSpan?, string?, CancellationToken)" />
    public ValueTask<T> ExpectMsgAsync<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, Demands<T>.Truth(isMessage), hint, false, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(Action{T}, TimeSpan?, string?, CancellationToken)" />
    public ValueTask<T> ExpectMsgAsync<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, (message, _) => assert(message), hint, false, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(Func{T, IActorRef, bool}, TimeSpan?, string?, CancellationToken)" />
    public ValueTask<T> ExpectMsgAsync<T>(
        Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, Demands<T>.Truth(isMessageAndSender), hint, false, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(Action{T, IActorRef}, TimeSpan?, string?, CancellationToken)" />
    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, assertMessageAndSender, hint, false, cancellationToken);

    /// <summary>Requires that no message comes while the time of the settings, or what is left of <c>Within</c>, passes.</summary>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) => ExpectNoMsg(RemainingOrDefault, cancellationToken);

    /// <summary>Requires that no message comes within a time; zero looks only at what is there.</summary>
    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectNone(duration, true, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Requires that no message comes within a time; zero looks only at what is there.</summary>
    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    /// <inheritdoc cref="ExpectNoMsg(CancellationToken)" />
    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) => ExpectNone(RemainingOrDefault, false, cancellationToken);

    /// <inheritdoc cref="ExpectNoMsg(TimeSpan, CancellationToken)" />
    public ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectNone(duration, false, cancellationToken);

    /// <inheritdoc cref="ExpectNoMsg(int, CancellationToken)" />
    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNone(TimeSpan.FromMilliseconds(milliseconds), false, cancellationToken);

    /// <summary>Requires that the next message tells the end of an actor that is watched.</summary>
    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectMsg<Terminated>(message => message.ActorRef.Equals(target), timeout, hint, cancellationToken);

    /// <inheritdoc cref="ExpectTerminated" />
    public ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<Terminated>(message => message.ActorRef.Equals(target), timeout, hint, cancellationToken);

    private async ValueTask<T> Expect<T>(
        TimeSpan? timeout, Action<T, IActorRef> demand, string? hint, bool blocking, CancellationToken cancellationToken)
    {
        var wait = RemainingOrDilated(timeout);
        var envelope = await Take(wait, blocking, cancellationToken).ConfigureAwait(false);
        if (envelope is null)
            return Fail<T>($"Failed: Timeout {wait} while waiting for a message of type {typeof(T)}. {hint}");
        if (envelope.Message is not T message)
        {
            return Fail<T>(
                $"Failed: Expected a message of type {typeof(T)}, but received {{{envelope.Message}}} (type {envelope.Message.GetType()}) from {envelope.Sender}. {hint}");
        }
        demand(message, envelope.Sender!);
        return message;
    }

    private async ValueTask ExpectNone(TimeSpan duration, bool blocking, CancellationToken cancellationToken)
    {
        var envelope = await Take(Dilated(duration), blocking, cancellationToken).ConfigureAwait(false);
        if (envelope is not null)
            Fail<object>($"Failed: Expected no messages during {duration}, instead we received {envelope.Message} from {envelope.Sender}.");
        _lastWasNoMessage = true;
    }
}
