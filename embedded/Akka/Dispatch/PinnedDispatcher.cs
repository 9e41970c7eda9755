using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>Gives one actor a thread of its own, which begins with its first message and ends with the actor.</summary>
internal sealed class PinnedDispatcher : MessageDispatcher
{
    private readonly BlockingCollection<IRunnable> _work = new();
    private int _isStarted;

    public PinnedDispatcher(MessageDispatcherConfigurator configurator, string id)
        : base(configurator) => Id = id;

    /// <inheritdoc />
    protected override void ExecuteTask(IRunnable run)
    {
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
            new Thread(Work) { IsBackground = true, Name = Id }.Start();
        try
        {
            _work.Add(run);
        }
        catch (InvalidOperationException) // the actor has ended, what is left to do is to turn messages away
        {
            ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);
        }
    }

    /// <inheritdoc />
    protected override void Shutdown() => _work.CompleteAdding();

    private protected override void OnDeserted() => Shutdown();

    private void Work()
    {
        foreach (var run in _work.GetConsumingEnumerable())
            run.Run();
    }
}
