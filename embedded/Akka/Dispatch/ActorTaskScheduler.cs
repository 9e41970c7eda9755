using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>Runs the parts of an asynchronous handler on its actor's turn; until it ends, the actor takes no other message.</summary>
/// <remarks>One per incarnation. Parts travel as system messages, so the suspended mailbox lets them pass.</remarks>
internal sealed class ActorTaskScheduler(ActorCell cell) : TaskScheduler
{
    private Envelope _envelope;

    /// <inheritdoc />
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs an asynchronous handler of the current message.</summary>
    /// <exception cref="InvalidOperationException">No actor's turn runs on this thread.</exception>
    public static void RunTask(Func<Task> asyncAction)
    {
        var current = ActorCell.Current ?? throw new InvalidOperationException("RunTask must be called from an actor.");
        current.TaskScheduler.Run(asyncAction);
    }

    /// <summary>Runs the next part of the handler.</summary>
    public void Continue(Task task) => cell.InvokeAsPartOf(_envelope, () => TryExecuteTask(task));

    /// <summary>Lets the mailbox go on; throws what the handler threw, unless its incarnation is gone.</summary>
    public void Complete(Task task)
    {
        cell.Mailbox.Resume();
        if (cell.TaskScheduler == this)
            cell.InvokeAsPartOf(_envelope, () => task.GetAwaiter().GetResult());
    }

    /// <inheritdoc />
    protected override void QueueTask(Task task) => cell.Self.SendSystemMessage(new ContinueTask(this, task));

    /// <inheritdoc />
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ActorCell.Current == cell && TryExecuteTask(task);

    /// <inheritdoc />
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Run(Func<Task> asyncAction)
    {
        _envelope = new Envelope(cell.CurrentMessage!, cell.OriginalSender);
        var task = Start(asyncAction);
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
            return;
        }
        cell.Mailbox.Suspend();
        task.ContinueWith(
            ended => cell.Self.SendSystemMessage(new CompleteTask(this, ended)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            Default);
    }

    /// <summary>Runs the first part here and now; a synchronization context would take the others away from us.</summary>
    private Task Start(Func<Task> asyncAction)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var first = new Task<Task>(asyncAction);
            first.RunSynchronously(this);
            return first.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
