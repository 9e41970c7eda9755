namespace Akka.Dispatch;

/// <summary>Runs actors on the thread pool.</summary>
/// <remarks>Turns go to the pool's global queue: first come, first served, so that no pair of chatting actors starves the rest.</remarks>
internal sealed class ThreadPoolDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
{
    /// <inheritdoc />
    protected override void ExecuteTask(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);

    /// <inheritdoc />
    protected override void Shutdown()
    {
    }
}
