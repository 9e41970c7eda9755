using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor that declares one handler for each type of message.</summary>
/// <remarks>
/// Handlers are declared in the constructor and in methods given to <c>Become</c>. The first one whose type and predicate
/// match gets the message, in order of declaration. A handler that takes everything must be the last.
/// </remarks>
public abstract class ReceiveActor : UntypedActor
{
    private MessageHandlers? _declaring;

    /// <summary>Lets the constructor of the subclass declare handlers.</summary>
    protected ReceiveActor()
    {
        _declaring = new MessageHandlers();
        base.Become(_declaring.Handle);
    }

    internal sealed override void OnConstructed() => _declaring = null;

    /// <summary>Not used: a <see cref="ReceiveActor"/> handles messages by its declared handlers.</summary>
    protected sealed override void OnReceive(object message) => Unhandled(message);

    /// <summary>Replaces the current handlers by those that <paramref name="configure"/> declares.</summary>
    protected void Become(Action configure) => base.Become(Declare(configure));

    /// <summary>Puts the handlers that <paramref name="configure"/> declares on top of the current ones.</summary>
    protected void BecomeStacked(Action configure) => base.BecomeStacked(Declare(configure));

    /// <summary>Handles messages of one type.</summary>
    /// <exception cref="InvalidOperationException">Not in the constructor or in <c>Become</c>, or after a handler for everything.</exception>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Declaring.Add(handler, shouldHandle);

    /// <inheritdoc cref="Receive{T}(Action{T}, Predicate{T}?)" />
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Declaring.Add(handler, shouldHandle);

    /// <summary>Offers messages of one type to <paramref name="handler"/>, which tells whether it handled them.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Declaring.Add(message => message is T typed && handler(typed));

    /// <inheritdoc cref="Receive{T}(Action{T}, Predicate{T}?)" />
    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        Declaring.Add(handler, message => messageType.IsInstanceOfType(message) && shouldHandle?.Invoke(message) != false);

    /// <summary>Handles all messages that no handler before takes.</summary>
    protected void ReceiveAny(Action<object> handler) => Declaring.Add(handler, null);

    /// <summary>Handles messages of one type by a task; the actor takes no other message until it ends.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Declaring.Add(message => ActorTaskScheduler.RunTask(() => handler(message)), shouldHandle);

    /// <inheritdoc cref="ReceiveAsync{T}(Func{T, Task}, Predicate{T}?)" />
    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    /// <summary>Handles all messages that no handler before takes, by a task.</summary>
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);

    private MessageHandlers Declaring => _declaring ?? throw new InvalidOperationException(
        "You may only call Receive-methods when constructing the actor and inside Become().");

    private Receive Declare(Action configure)
    {
        var outer = _declaring;
        var handlers = _declaring = new MessageHandlers();
        try
        {
            configure();
        }
        finally
        {
            _declaring = outer;
        }
        return handlers.Handle;
    }
}
