namespace O2.Actors.Tests;

/// <summary>Collects what handlers get, from any thread, until as much has come as a test expects.</summary>
internal sealed class Recorder<T>(int expected)
{
    private readonly List<T> _items = [];
    private readonly TaskCompletionSource<IReadOnlyList<T>> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with everything once the expected number has come; fails when that takes too long for a living program.</summary>
    public Task<IReadOnlyList<T>> All => _all.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>How much has come so far.</summary>
    public int Count
    {
        get
        {
            lock (_items)
                return _items.Count;
        }
    }

    public void Add(T item)
    {
        lock (_items)
        {
            _items.Add(item);
            if (_items.Count == expected)
                _all.SetResult([.. _items]);
        }
    }
}
