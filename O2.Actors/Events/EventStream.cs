using System.Threading.Channels;

namespace O2.Actors;

/// <summary>The events of a process for one reader, from the moment it was made.</summary>
/// <remarks>
/// The hub knows only the writing end. While a reader waits, the waiting end leads from there to the reader and to this object; when nobody reads and
/// nobody holds it any more, its finalizer ends the subscription, so that a forgotten stream costs nothing. Thread-safe for one reader.
/// </remarks>
internal sealed class EventStream : IAsyncEnumerable<O2Event>
{
    private const int Capacity = 4096;
    private readonly EventHub _hub;
    private readonly Channel<O2Event> _events =
        Channel.CreateBounded<O2Event>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });

    public EventStream(EventHub hub) => _hub = hub;

    ~EventStream() => _hub.Remove(Writer);

    public ChannelWriter<O2Event> Writer => _events.Writer;

    public async IAsyncEnumerator<O2Event> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (var e in _events.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return e;
        }
        finally
        {
            _hub.Remove(Writer);
            GC.SuppressFinalize(this);
        }
    }
}
