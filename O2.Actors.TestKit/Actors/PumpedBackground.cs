using Akka.Dispatch;

namespace O2.Actors.TestKit;

/// <summary>What a process would do in the thread pool, done in turn with its actors, so that a seed decides when.</summary>
internal sealed class PumpedBackground(ActorPump pump) : IBackground
{
    public void Run(Action work) => pump.Add(new Turn(work));

    public TaskCompletionSource CreateWaiters() => new();

    public void Release(TaskCompletionSource waiters) => Run(waiters.SetResult);

    private sealed class Turn(Action work) : IRunnable
    {
        public void Run() => work();

        public void Execute() => work();
    }
}
