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

    public string Name => name;

    /// <summary>True when the service is an actor; false when it has only inline methods, or none.</summary>
    public bool HasActor => hasActor;

    /// <summary>The inline methods of the service.</summary>
    public MethodTable Methods { get; } = new();

    /// <summary>Hands a message to the actor's mailbox.</summary>
    public void Tell(O2Message message)
    {
        if (_actor is { } actor)
        {
            actor.Tell(message, ActorRefs.NoSender);
            return;
        }

        lock (_lock)
        {
            if (_actor is { } attached)
                attached.Tell(message, ActorRefs.NoSender);
            else
                _early.Add(message);
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
}
