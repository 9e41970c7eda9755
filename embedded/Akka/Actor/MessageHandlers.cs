namespace Akka.Actor;

/// <summary>The handlers of one behaviour of a <see cref="ReceiveActor"/>, in order of declaration.</summary>
internal sealed class MessageHandlers
{
    private readonly List<Func<object, bool>> _handlers = [];
    private bool _isComplete;

    /// <summary>Gives a message to the first handler that takes it.</summary>
    public bool Handle(object message)
    {
        foreach (var handler in _handlers)
        {
            if (handler(message))
                return true;
        }
        return false;
    }

    /// <summary>Adds a handler for one type.</summary>
    public void Add<T>(Action<T> handler, Predicate<T>? shouldHandle)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Add(shouldHandle is null
            ? message =>
            {
                if (message is not T typed)
                    return false;
                handler(typed);
                return true;
            }
        : message =>
        {
            if (message is not T typed || !shouldHandle(typed))
                return false;
            handler(typed);
            return true;
        });
        _isComplete = typeof(T) == typeof(object) && shouldHandle is null;
    }

    /// <summary>Adds a handler that tells itself whether it takes a message.</summary>
    /// <exception cref="InvalidOperationException">A handler for everything was added before.</exception>
    public void Add(Func<object, bool> handler)
    {
        if (_isComplete)
            throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");
        _handlers.Add(handler);
    }
}
