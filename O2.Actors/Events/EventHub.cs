using System.Collections.Immutable;
using System.Threading.Channels;
using Akka.Actor;

namespace O2.Actors;

/// <summary>Hands each event of a process to all who listen: asynchronous streams and actors.</summary>
/// <remarks>Thread-safe; publishing never waits. A stream that is not read loses its oldest events, never the process's time.</remarks>
internal sealed class EventHub
{
    private readonly Lock _lock = new();
    private ImmutableArray<ChannelWriter<O2Event>> _streams = [];
    private ImmutableArray<IActorRef> _actors = [];
    private bool _isComplete;

    public bool HasListeners => !_streams.IsEmpty || !_actors.IsEmpty;

    public void Publish(O2Event e)
    {
        foreach (var stream in _streams)
            stream.TryWrite(e);
        foreach (var actor in _actors)
            actor.Tell(e, ActorRefs.NoSender);
    }

    /// <summary>A stream that gets every event from this call on.</summary>
    public IAsyncEnumerable<O2Event> Subscribe()
    {
        var stream = new EventStream(this);
        lock (_lock)
        {
            if (_isComplete)
                stream.Writer.TryComplete();
            else
                _streams = _streams.Add(stream.Writer);
        }

        return stream;
    }

    /// <summary>Ends a stream.</summary>
    public void Remove(ChannelWriter<O2Event> stream)
    {
        lock (_lock)
            _streams = _streams.Remove(stream);
        stream.TryComplete();
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
        ImmutableArray<ChannelWriter<O2Event>> streams;
        lock (_lock)
        {
            _isComplete = true;
            (streams, _streams, _actors) = (_streams, [], []);
        }

        foreach (var stream in streams)
            stream.TryComplete();
    }
}
