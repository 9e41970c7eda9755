namespace Akka.Dispatch.SysMsg;

/// <summary>A queue of system messages: any number of writers, one reader, no locks, no allocation.</summary>
/// <remarks>Writers push onto a stack; the reader takes the whole stack and turns it round.</remarks>
internal struct SystemMessageQueue
{
    private static readonly SystemMessage ClosedMark = new Create();

    private SystemMessage? _stack;

    /// <summary>True when nothing waits (or the queue is closed).</summary>
    public readonly bool IsEmpty => Volatile.Read(in _stack) is not { } top || top == ClosedMark;

    /// <summary>Adds a message.</summary>
    /// <returns>False when the queue is closed.</returns>
    public bool TryEnqueue(SystemMessage message)
    {
        while (true)
        {
            var top = Volatile.Read(in _stack);
            if (top == ClosedMark)
                return false;
            message.Next = top;
            if (Interlocked.CompareExchange(ref _stack, message, top) == top)
                return true;
        }
    }

    /// <summary>Takes all messages, oldest first, linked by <see cref="SystemMessage.Next"/>. Reader only.</summary>
    public SystemMessage? TakeAll() => IsEmpty ? null : Reverse(Interlocked.Exchange(ref _stack, null));

    /// <summary>Refuses messages from now on, and returns those that still wait. Reader only.</summary>
    public SystemMessage? Close()
    {
        var rest = Interlocked.Exchange(ref _stack, ClosedMark);
        return rest == ClosedMark ? null : Reverse(rest);
    }

    private static SystemMessage? Reverse(SystemMessage? stack)
    {
        SystemMessage? reversed = null;
        while (stack is not null)
        {
            var next = stack.Next;
            stack.Next = reversed;
            reversed = stack;
            stack = next;
        }
        return reversed;
    }
}
