using Akka.Actor;
using Akka.Dispatch.MessageQueues;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>The queues of one actor, and the turn that works them off: system messages first, then user messages up to the throughput.</summary>
/// <remarks>
/// Senders and the running turn agree through one status word: bit 0 says that a turn is scheduled or runs, bit 1 that the
/// actor has ended, the rest counts suspensions. A sender enqueues and then looks at the word; a turn ends by clearing bit 0
/// and then looks at the queues. Both steps are full fences, so one of the two sees the other and no message is left behind.
/// </remarks>
internal sealed class Mailbox : IRunnable
{
    private const int Scheduled = 1, Closed = 2, Suspension = 4;

    private readonly UnboundedMessageQueue _messages = new();
    private readonly Lock _draining = new();
    private readonly ActorCell _cell;
    private readonly MessageDispatcher _dispatcher;
    private SystemMessageQueue _systemMessages;
    private int _status;

    /// <summary>Creates a mailbox that holds the order to make the first incarnation; it waits for its first turn.</summary>
    public Mailbox(ActorCell cell, MessageDispatcher dispatcher)
    {
        _cell = cell;
        _dispatcher = dispatcher;
        _systemMessages.TryEnqueue(new Create());
    }

    /// <summary>True once the actor has ended.</summary>
    public bool IsClosed => (Volatile.Read(ref _status) & Closed) != 0;

    /// <summary>True while user messages are held back.</summary>
    public bool IsSuspended => Volatile.Read(ref _status) >= Suspension;

    /// <summary>True when user messages wait.</summary>
    public bool HasMessages => !_messages.IsEmpty;

    /// <summary>Adds a user message. Any thread.</summary>
    public void Enqueue(object message, IActorRef? sender)
    {
        _messages.Enqueue(message, sender);
        var status = Volatile.Read(ref _status);
        if (status == 0)
            TrySchedule();
        else if ((status & Closed) != 0)
            DrainToDeadLetters();
    }

    /// <summary>Adds a system message. Any thread.</summary>
    public void Enqueue(SystemMessage message)
    {
        if (_systemMessages.TryEnqueue(message))
            TrySchedule();
        else
            _cell.ReceiveWhenDead(message);
    }

    /// <summary>Gives a user message back, to be the next one. Actor's turn only.</summary>
    public void EnqueueFirst(Envelope envelope) => _messages.EnqueueFirst(envelope);

    /// <summary>Holds user messages back. Actor's turn only.</summary>
    public void Suspend() => Interlocked.Add(ref _status, Suspension);

    /// <summary>Undoes one <see cref="Suspend"/>. Actor's turn only.</summary>
    public void Resume()
    {
        if (IsSuspended)
            Interlocked.Add(ref _status, -Suspension);
    }

    /// <summary>Turns away messages from now on; those that wait become dead letters. Actor's turn only.</summary>
    public void Close()
    {
        Interlocked.Or(ref _status, Closed);
        for (var message = _systemMessages.Close(); message is not null;)
        {
            var next = message.Next;
            _cell.ReceiveWhenDead(message);
            message = next;
        }
        DrainToDeadLetters();
    }

    /// <summary>Schedules a turn unless one is scheduled or runs.</summary>
    public void TrySchedule()
    {
        if ((Interlocked.Or(ref _status, Scheduled) & Scheduled) == 0)
            _dispatcher.Execute(this);
    }

    /// <inheritdoc />
    public void Execute() => Run();

    /// <inheritdoc />
    public void Run()
    {
        var outer = ActorCell.Current;
        ActorCell.Current = _cell;
        try
        {
            RunSystemMessages();
            RunMessages();
        }
        finally
        {
            ActorCell.Current = outer;
            Interlocked.And(ref _status, ~Scheduled);
        }

        if (!_systemMessages.IsEmpty || (!_messages.IsEmpty && Volatile.Read(ref _status) == 0))
            TrySchedule();
    }

    private void RunMessages()
    {
        var left = _dispatcher.Throughput;
        while (left-- > 0 && Volatile.Read(ref _status) == Scheduled && _messages.TryDequeue(out var envelope))
        {
            _cell.Invoke(envelope);
            RunSystemMessages();
        }
    }

    private void RunSystemMessages()
    {
        while (!IsClosed && _systemMessages.TakeAll() is { } message)
        {
            for (SystemMessage? next; message is not null; message = next)
            {
                next = message.Next;
                message.Next = null;
                if (IsClosed)
                    _cell.ReceiveWhenDead(message);
                else
                    _cell.Invoke(message);
            }
        }
    }

    private void DrainToDeadLetters()
    {
        lock (_draining)
        {
            while (_messages.TryDequeue(out var envelope))
                _cell.SystemImpl.DeadLetters.Publish(envelope.Message, envelope.Sender, _cell.Self);
        }
    }
}
