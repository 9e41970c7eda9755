namespace O2.Actors;

/// <summary>Where a connection waits while what came before is still to be handled.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ReadGate
{
    private TaskCompletionSource? _opening;

    /// <summary>Whether who wants to read has to wait.</summary>
    public bool IsClosed => Volatile.Read(ref _opening) is not null;

    /// <summary>Completes when it is open.</summary>
    public Task WhenOpen => Volatile.Read(ref _opening)?.Task ?? Task.CompletedTask;

    /// <summary>Has readers wait until <see cref="Open"/>.</summary>
    public void Close() => Interlocked.Exchange(ref _opening, new(TaskCreationOptions.RunContinuationsAsynchronously))?.SetResult();

    /// <summary>Lets readers go on.</summary>
    public void Open() => Interlocked.Exchange(ref _opening, null)?.SetResult();
}
