using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>A service that this process offers: its inline methods, and its actor when it has one.</summary>
/// <remarks>Thread-safe. Messages that come while there is no actor, before it is made or until another is, wait for it in order.</remarks>
internal sealed class LocalService(string name, bool hasActor)
{
    private readonly Lock _lock = new();
    private readonly List<object> _early = [];
    private readonly List<object> _returned = [];   // came before those
    private volatile IActorRef? _actor;
    private IActorRef? _receipts;
    private bool _isAbandoned;

    public string Name => name;

    /// <summary>True when the service is an actor; false when it has only inline methods, or none.</summary>
    public bool HasActor => hasActor;

    /// <summary>The inline methods of the service.</summary>
    public MethodTable Methods { get; } = new();

    /// <summary>What the datagrams that wait for the actor are charged to.</summary>
    public InboundBudget Datagrams { get; } = new();

    /// <summary>Hands a message to the actor's mailbox; false when there will never be an actor.</summary>
    public bool TryTell(O2Message message, MessageSource source)
    {
        var budget = source.IsDatagram ? Datagrams : source.Budget;
        if (_actor is { } actor)
        {
            Hand(actor, budget is null ? message : new Arrival(message, source, budget));
            return true;
        }

        lock (_lock)
        {
            if (_isAbandoned)
                return false;
            object item = budget is null ? message : new Arrival(message, source, budget);
            if (_actor is { } attached)
                Hand(attached, item);
            else
                _early.Add(item);
            return true;
        }
    }

    /// <summary>Names the service's actor and gives it what has come before.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="receipts">Null when the actor understands <see cref="Arrival"/>. Else it gets bare messages, each with a question for its identity behind it,
    /// and this actor gets the answers, which show that the message waits no longer: <see cref="TakeReceipt"/>.</param>
    public void Attach(IActorRef actor, IActorRef? receipts)
    {
        lock (_lock)
        {
            _receipts = receipts;
            foreach (object item in TakeWaiting())
                Hand(actor, item);
            _actor = actor;
        }
    }

    /// <summary>Says that the actor is to be stopped and another will come.</summary>
    public void Detach()
    {
        lock (_lock)
            _actor = null;
    }

    /// <summary>Takes back what waited in the mailbox of an actor that was detached; false when no other will come.</summary>
    public bool TryReturn(object item, IActorRef from)
    {
        lock (_lock)
        {
            if (_isAbandoned || from.Equals(_actor))
                return false;
            if (_actor is { } next)
                Hand(next, item);
            else
                _returned.Add(item);
            return true;
        }
    }

    /// <summary>Says that no actor will come any more.</summary>
    /// <returns>What has waited for one.</returns>
    public IReadOnlyList<O2Message> Abandon()
    {
        lock (_lock)
        {
            _isAbandoned = true;
            return [.. TakeWaiting().Select(Open)];
        }
    }

    /// <summary>Takes the message out of what a mailbox held; it waits no longer.</summary>
    public static O2Message Open(object item)
    {
        if (item is not Arrival arrival)
            return (O2Message)item;
        arrival.Done();
        return arrival.Message;
    }

    /// <summary>Takes the answer that shows that the messages before it wait no longer.</summary>
    public static void TakeReceipt(ActorIdentity receipt) => (receipt.MessageId as Arrival)?.Done();

    private object[] TakeWaiting()
    {
        object[] waiting = [.. _returned, .. _early];
        _returned.Clear();
        _early.Clear();
        return waiting;
    }

    private void Hand(IActorRef actor, object item)
    {
        if (item is Arrival arrival && _receipts is { } receipts)
        {
            actor.Tell(arrival.Message, ActorRefs.NoSender);
            actor.Tell(new Identify(arrival), receipts);
        }
        else
        {
            actor.Tell(item, ActorRefs.NoSender);
        }
    }
}
