namespace O2.Actors;

/// <summary>The events of a process for one reader, from the moment it was made.</summary>
/// <remarks>
/// The hub knows only the queue. While a reader waits, the queue leads to the reader and to this object; when nobody reads and
/// nobody holds it any more, its finalizer ends the subscription, so that a forgotten stream costs nothing. Thread-safe for one reader.
/// </remarks>
internal sealed class EventStream(EventHub hub, EventQueue events) : IAsyncEnumerable<O2Event>
{
    ~EventStream() => hub.Remove(events);

    public async IAsyncEnumerator<O2Event> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        try
        {
            while (events.WaitForNext() is { } next)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await next.WaitAsync(cancellationToken).ConfigureAwait(false);
                while (events.TryTake(out var e))
                    yield return e;
            }
        }
        finally
        {
            hub.Remove(events);
            GC.SuppressFinalize(this);
        }
    }
}
