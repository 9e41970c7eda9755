using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>The temporary receiver of one reply.</summary>
internal sealed class FutureActorRef<T>(ActorSystemImpl system) : ActorRefBase
{
    private readonly TaskCompletionSource<T> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _timeout;
    private CancellationTokenRegistration _onTimeout, _onCancel;

    /// <summary>The reply to come.</summary>
    public Task<T> Task => _reply.Task;

    /// <inheritdoc />
    public override ActorPath Path { get; } = system.TempPath();

    internal override ActorSystemImpl System => system;

    internal override bool IsTerminated => _reply.Task.IsCompleted;

    /// <summary>Gives up when the time is over or the token is cancelled.</summary>
    public void CompleteAfter(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (timeout > TimeSpan.Zero)
        {
            _timeout = new CancellationTokenSource(timeout);
            _onTimeout = _timeout.Token.UnsafeRegister(
                _ => Complete(_reply.TrySetException(new AskTimeoutException($"Timeout after {timeout.TotalSeconds} seconds"))), null);
        }
        if (cancellationToken.CanBeCanceled)
            _onCancel = cancellationToken.UnsafeRegister(_ => Complete(_reply.TrySetCanceled(cancellationToken)), null);
    }

    internal override void SendSystemMessage(SystemMessage message)
    {
        if (message is DeathWatchNotification death)
            Tell(new Terminated(death.Actor, death.ExistenceConfirmed, addressTerminated: false), death.Actor);
        else if (message is Watch watch && IsTerminated)
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(this, existenceConfirmed: true));
    }

    private protected override void TellInternal(object message, IActorRef? sender)
    {
        var isFirst = message switch
        {
            T reply => _reply.TrySetResult(reply),
            Status.Failure failure => _reply.TrySetException(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => _reply.TrySetException(new ArgumentException($"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };
        if (isFirst)
            Complete(true);
        else
            system.DeadLetters.Publish(message, sender, this);
    }

    private void Complete(bool isDone)
    {
        if (!isDone)
            return;
        _onTimeout.Dispose();
        _onCancel.Dispose();
        _timeout?.Dispose();
    }
}
