namespace O2.Actors.Tests;

/// <summary>The events of a process since this was made, to be looked at at any time.</summary>
internal sealed class EventList : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly IAsyncEnumerator<O2Event> _events;
    private readonly List<O2Event> _seen = [];
    private ValueTask<bool>? _next;

    public EventList(O2Process process) => _events = process.Events().GetAsyncEnumerator(_end.Token);

    /// <summary>The events of one kind so far.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : O2Event
    {
        Take();
        return [.. _seen.OfType<T>()];
    }

    public void Dispose() => _end.Cancel();

    private void Take()
    {
        while (true)
        {
            _next ??= _events.MoveNextAsync();
            if (!_next.Value.IsCompleted || !_next.Value.GetAwaiter().GetResult())
                return;
            _seen.Add(_events.Current);
            _next = null;
        }
    }
}
