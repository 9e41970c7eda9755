using System.Collections.Immutable;
using System.Threading.Channels;
using Akka.Actor;

namespace O2.Actors;

/// <summary>Hands each event of a process to all who listen: asynchronous streams and actors.</summary>
/// <remarks>Thread-safe; publishing never waits. A stream that is not read loses its oldest events, never the process's time.</remarks>
internal sealed class EventHub
{
    private const int StreamCapacity = 4096;
    private readonly Lock _lock = new();
    private ImmutableArray<Channel<O2Event>> _streams = [];
    private ImmutableArray<IActorRef> _actors = [];

    public bool HasListeners => !_streams.IsEmpty || !_actors.IsEmpty;

    public void Publish(O2Event e)
    {
        foreach (var stream in _streams)
            stream.Writer.TryWrite(e);
        foreach (var actor in _actors)
            actor.Tell(e, ActorRefs.NoSender);
    }

    /// <summary>A stream that gets every event from this call on.</summary>
    public IAsyncEnumerable<O2Event> Subscribe()
    {
        var stream = Channel.CreateBounded<O2Event>(new BoundedChannelOptions(StreamCapacity) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
            _streams = _streams.Add(stream);
        return ReadAsync(stream);
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

    /// <summary>Ends all streams.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            foreach (var stream in _streams)
                stream.Writer.TryComplete();
            _actors = [];
        }
    }

    private async IAsyncEnumerable<O2Event> ReadAsync(
        Channel<O2Event> stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            await foreach (var e in stream.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                yield return e;
        }
        finally
        {
            lock (_lock)
                _streams = _streams.Remove(stream);
        }
    }
}
