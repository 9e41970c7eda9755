namespace O2.Actors;

/// <summary>The thread pool. One waiter that takes long holds up no other.</summary>
internal sealed class ThreadPoolBackground : IBackground
{
    public static readonly ThreadPoolBackground Instance = new();

    public void Run(Action work) => ThreadPool.UnsafeQueueUserWorkItem(static work => work(), work, preferLocal: false);

    public TaskCompletionSource CreateWaiters() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release(TaskCompletionSource waiters) => waiters.SetResult();
}
