using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>A linked queue: any number of writers, one reader, no locks (after Dmitry Vyukov's intrusive MPSC queue).</summary>
/// <remarks>
/// A writer swings <c>_last</c> to its node, then links the node behind its predecessor; between the two steps the reader
/// sees a queue that is not empty and has no next node, and waits the few instructions until it is linked.
/// </remarks>
internal sealed class UnboundedMessageQueue
{
    private MessageNode _last;          // written by writers
    private MessageNode _first;         // the node that was read last; its successor is the next to read
    private Stack<Envelope>? _returned; // given back by the reader, to be read before everything else

    public UnboundedMessageQueue() => _first = _last = new MessageNode();

    /// <summary>True when nothing waits. Exact for the reader, a snapshot for others.</summary>
    public bool IsEmpty => _returned is not { Count: > 0 } && Volatile.Read(ref _first) == Volatile.Read(ref _last);

    /// <summary>Adds a message. Any thread.</summary>
    public void Enqueue(object message, IActorRef? sender)
    {
        var node = new MessageNode { Message = message, Sender = sender };
        var previous = Interlocked.Exchange(ref _last, node);
        Volatile.Write(ref previous.Next, node);
    }

    /// <summary>Gives a message back, to be the next one. Reader only.</summary>
    public void EnqueueFirst(Envelope envelope) => (_returned ??= new Stack<Envelope>()).Push(envelope);

    /// <summary>Takes the next message. Reader only.</summary>
    public bool TryDequeue(out Envelope envelope)
    {
        if (_returned is { Count: > 0 })
        {
            envelope = _returned.Pop();
            return true;
        }

        var first = _first;
        var next = Volatile.Read(ref first.Next);
        if (next is null)
        {
            if (first == Volatile.Read(ref _last))
            {
                envelope = default;
                return false;
            }
            next = WaitForLink(first);
        }

        envelope = new Envelope(next.Message!, next.Sender);
        next.Message = null;
        next.Sender = null;
        first.Next = null; // an old node must not keep younger ones alive
        Volatile.Write(ref _first, next);
        return true;
    }

    private static MessageNode WaitForLink(MessageNode node)
    {
        var spin = new SpinWait();
        MessageNode? next;
        while ((next = Volatile.Read(ref node.Next)) is null)
            spin.SpinOnce();
        return next;
    }
}
