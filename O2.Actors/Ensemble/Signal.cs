namespace O2.Actors;

/// <summary>Lets those go on who wait for something that happens again and again, such as room in a queue.</summary>
/// <remarks>Thread-safe. Who waits looks first and begins to wait under the lock under which the thing happens, so that nothing is missed.</remarks>
/// <param name="background">Where those who waited go on.</param>
internal sealed class Signal(IBackground background)
{
    private TaskCompletionSource? _waiters;

    /// <summary>Whether somebody waits.</summary>
    public bool IsAwaited => Volatile.Read(ref _waiters) is not null;

    /// <summary>Completes when the signal is raised next.</summary>
    public Task Next()
    {
        if (Volatile.Read(ref _waiters) is { } waiters)
            return waiters.Task;
        var first = background.CreateWaiters();
        return (Interlocked.CompareExchange(ref _waiters, first, null) ?? first).Task;
    }

    /// <summary>Lets all who wait go on. May be called under a lock: it runs nobody else's code.</summary>
    public void Raise()
    {
        if (IsAwaited && Interlocked.Exchange(ref _waiters, null) is { } waiters)
            background.Release(waiters);
    }
}
