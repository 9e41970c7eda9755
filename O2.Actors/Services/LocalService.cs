using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>A service that this process offers: its inline methods, and its actor when it has one.</summary>
/// <remarks>Thread-safe. Messages that come before the actor is started wait for it in order.</remarks>
internal sealed class LocalService(string name, bool hasActor)
{
    private readonly Lock _lock = new();
    private readonly List<O2Message> _early = [];
    private volatile IActorRef? _actor;
    private bool _isAbandoned;

    public string Name => name;

    /// <summary>True when the service is an actor; false when it has only inline methods, or none.</summary>
    public bool HasActor => hasActor;

    /// <summary>The inline methods of the service.</summary>
    public MethodTable Methods { get; } = new();

    /// <summary>Hands a message to the actor's mailbox; false when there will never be an actor.</summary>
    public bool TryTell(O2Message message)
    {
        if (_actor is { } actor)
        {
            actor.Tell(message, ActorRefs.NoSender);
            return true;
        }

        lock (_lock)
        {
            if (_actor is { } attached)
                attached.Tell(message, ActorRefs.NoSender);
            else if (!_isAbandoned)
                _early.Add(message);
            else
                return false;
            return true;
        }
    }

    /// <summary>Names the service's actor and gives it what has come before.</summary>
    public void Attach(IActorRef actor)
    {
        lock (_lock)
        {
            foreach (var message in _early)
                actor.Tell(message, ActorRefs.NoSender);
            _early.Clear();
            _actor = actor;
        }
    }

    /// <summary>Says that no actor will come any more.</summary>
    /// <returns>What has waited for one.</returns>
    public IReadOnlyList<O2Message> Abandon()
    {
        lock (_lock)
        {
            _isAbandoned = true;
            O2Message[] waiting = [.. _early];
            _early.Clear();
            return waiting;
        }
    }
}
