using System.Collections.Immutable;
using Akka.Actor;

namespace O2.Actors;

/// <summary>Hands each event of a process to all who listen: asynchronous streams and actors.</summary>
/// <remarks>Thread-safe; publishing never waits. A stream that is not read loses its oldest events, never the process's time.</remarks>
/// <param name="background">Where readers that waited go on.</param>
internal sealed class EventHub(IBackground background)
{
    private readonly Lock _lock = new();
    private ImmutableArray<EventQueue> _streams = [];
    private ImmutableArray<IActorRef> _actors = [];
    private bool _isComplete;

    public bool HasListeners => !_streams.IsEmpty || !_actors.IsEmpty;

    public void Publish(O2Event e)
    {
        foreach (var stream in _streams)
            stream.Add(e);
        foreach (var actor in _actors)
            actor.Tell(e, ActorRefs.NoSender);
    }

    /// <summary>A stream that gets every event from this call on.</summary>
    public IAsyncEnumerable<O2Event> Subscribe()
    {
        var events = new EventQueue(background);
        lock (_lock)
        {
            if (_isComplete)
                events.Complete();
            else
                _streams = _streams.Add(events);
        }

        return new EventStream(this, events);
    }

    /// <summary>Ends a stream.</summary>
    public void Remove(EventQueue stream)
    {
        lock (_lock)
            _streams = _streams.Remove(stream);
        stream.Complete();
    }

    public void Subscribe(IActorRef actor)
    {
        lock (_lock)
            _actors = _actors.Contains(actor) ? _actors : _actors.Add(actor);
    }

    public void Unsubscribe(IActorRef actor)
    {
        lock (_lock)
            _actors = _actors.Remove(actor);
    }

    /// <summary>Ends all streams, also those that are asked for later.</summary>
    public void Complete()
    {
        ImmutableArray<EventQueue> streams;
        lock (_lock)
        {
            _isComplete = true;
            (streams, _streams, _actors) = (_streams, [], []);
        }

        foreach (var stream in streams)
            stream.Complete();
    }
}
