using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <content>What the cell does with the messages of its mailbox.</content>
internal sealed partial class ActorCell
{
    private SystemMessage? _stashed; // newest first

    /// <summary>Handles a user message.</summary>
    public void Invoke(Envelope envelope)
    {
        var message = envelope.Message;
        CurrentMessage = message;
        CurrentEnvelopeId++;
        _sender = envelope.Sender;
        var influencesTimeout = ReceiveTimeout is not null && message is not INotInfluenceReceiveTimeout;
        if (influencesTimeout)
            CancelReceiveTimeout();
        try
        {
            if (message is IAutoReceivedMessage)
                AutoReceive(message);
            else
                ReceiveMessage(message);
            CurrentMessage = null;
        }
        catch (Exception cause)
        {
            HandleFailure(cause, culprit: null);
        }
        if (influencesTimeout || _receiveTimeoutChanged)
            RestartReceiveTimeout();
    }

    /// <summary>Handles a system message.</summary>
    public void Invoke(SystemMessage message)
    {
        if (MustWait(message))
        {
            message.Next = _stashed;
            _stashed = message;
            return;
        }

        var (failedBefore, waitedBefore) = (IsFailed, Children.IsWaiting);
        try
        {
            Handle(message);
        }
        catch (Exception cause)
        {
            HandleFailure(cause, (message as Failed)?.Child);
        }

        if (_stashed is not null && !Mailbox.IsClosed && ((failedBefore && !IsFailed) || (waitedBefore && !Children.IsWaiting)))
            InvokeStashed();
    }

    /// <summary>Runs a part of an asynchronous handler as if its message were the current one.</summary>
    public void InvokeAsPartOf(Envelope envelope, Action part)
    {
        var (message, sender) = (CurrentMessage, _sender);
        CurrentMessage = envelope.Message;
        _sender = envelope.Sender;
        try
        {
            part();
            (CurrentMessage, _sender) = (message, sender);
        }
        catch (Exception cause)
        {
            HandleFailure(cause, culprit: null);
        }
        if (_receiveTimeoutChanged)
            RestartReceiveTimeout();
    }

    /// <summary>Handles a system message to an actor that has ended. Any thread.</summary>
    public void ReceiveWhenDead(SystemMessage message)
    {
        if (message is Watch watch)
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false));
    }

    private bool MustWait(SystemMessage message) => message switch
    {
        Failed => IsFailed || Children.IsWaiting,
        Suspend or Resume or Recreate => Children.IsWaiting,
        _ => false,
    };

    private void InvokeStashed()
    {
        SystemMessage? oldestFirst = null;
        while (_stashed is { } message)
        {
            _stashed = message.Next;
            message.Next = oldestFirst;
            oldestFirst = message;
        }
        while (oldestFirst is { } message)
        {
            oldestFirst = message.Next;
            message.Next = null;
            if (Mailbox.IsClosed)
                ReceiveWhenDead(message);
            else
                Invoke(message);
        }
    }

    private void Handle(SystemMessage message)
    {
        switch (message)
        {
            case Create:
                CreateActor();
                break;
            case Failed failed:
                HandleChildFailure(failed);
                break;
            case DeathWatchNotification notification:
                HandleDeath(notification);
                break;
            case Watch watch:
                AddWatcher(watch.Watcher);
                break;
            case Unwatch unwatch:
                _watchedBy?.Remove(unwatch.Watcher);
                break;
            case Suspend:
                FaultSuspend();
                break;
            case Resume resume:
                FaultResume(resume.CausedByFailure);
                break;
            case Recreate recreate:
                FaultRecreate(recreate.Cause);
                break;
            case Terminate:
                TerminateActor();
                break;
            case ContinueTask part:
                part.Scheduler.Continue(part.Task);
                break;
            case CompleteTask end:
                end.Scheduler.Complete(end.Task);
                break;
        }
    }

    private void AutoReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                ReceiveTerminated(terminated);
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case PoisonPill:
                Self.SendSystemMessage(new Terminate());
                break;
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, Self), Self);
                break;
        }
    }

    private void ReceiveMessage(object message)
    {
        if (message is TimerMessage timer)
        {
            if (!Timers.TryAccept(timer))
                return;
            message = timer.Message;
            CurrentMessage = message;
            if (message is IAutoReceivedMessage)
            {
                AutoReceive(message);
                return;
            }
        }
        _actor!.AroundReceive(_behaviours.Peek(), message);
    }

    private void Publish(LogEvent log) => SystemImpl.EventStream.Publish(log);
}
