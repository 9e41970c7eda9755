using System.Diagnostics.CodeAnalysis;

namespace O2.Actors;

/// <summary>The events that the reader of one stream has not taken yet: the newest 4096 of them.</summary>
/// <remarks>Thread-safe. Adding never waits.</remarks>
/// <param name="background">Where a reader that waited goes on.</param>
internal sealed class EventQueue(IBackground background)
{
    private const int Capacity = 4096;
    private readonly Lock _lock = new();
    private readonly Queue<O2Event> _events = new();
    private readonly Signal _changed = new(background);
    private bool _isComplete;

    /// <summary>Adds an event; the oldest makes room for it.</summary>
    public void Add(O2Event e)
    {
        lock (_lock)
        {
            if (_isComplete)
                return;
            if (_events.Count == Capacity)
                _events.Dequeue();
            _events.Enqueue(e);
        }

        _changed.Raise();
    }

    /// <summary>Takes no more. What is here can still be taken out.</summary>
    public void Complete()
    {
        lock (_lock)
            _isComplete = true;
        _changed.Raise();
    }

    /// <summary>Takes the oldest event out if there is one.</summary>
    public bool TryTake([NotNullWhen(true)] out O2Event? e)
    {
        lock (_lock)
            return _events.TryDequeue(out e);
    }

    /// <summary>Completes when there is an event, or the end; null when there will be no event any more.</summary>
    public Task? WaitForNext()
    {
        lock (_lock)
        {
            if (_events.Count > 0)
                return Task.CompletedTask;
            return _isComplete ? null : _changed.Next();
        }
    }
}
