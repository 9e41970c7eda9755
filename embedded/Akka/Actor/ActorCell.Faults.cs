using Akka.Dispatch.SysMsg;
using Akka.Event;
using static Akka.Actor.ChildrenContainer;

namespace Akka.Actor;

/// <content>Life and death: creation, failure, restart, termination.</content>
internal sealed partial class ActorCell
{
    private ActorRefBase? _culprit; // who made this actor fail: itself or a child; null when it is sound

    private bool IsFailed => _culprit is not null;

    private void CreateActor()
    {
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
            RestartReceiveTimeout();
        }
        catch (Exception cause)
        {
            ClearActor();
            throw new ActorInitializationException(Self, "Exception during creation", cause);
        }
    }

    /// <summary>Suspends the actor and its children, and asks the supervisor what to do.</summary>
    private void HandleFailure(Exception cause, ActorRefBase? culprit)
    {
        if (IsFailed || Mailbox.IsClosed)
            return;
        _culprit = culprit ?? Self;
        Mailbox.Suspend();
        SuspendChildren(except: culprit);
        Parent.SendSystemMessage(new Failed(Self, cause));
    }

    private void HandleChildFailure(Failed failed)
    {
        if (Children.Find(failed.Child) is not { } stats)
            return;
        CurrentMessage = null;
        _sender = failed.Child;
        if (!_actor!.Strategy.HandleFailure(this, stats, failed.Cause))
            global::System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failed.Cause);
    }

    private void FaultSuspend()
    {
        Mailbox.Suspend();
        SuspendChildren(except: null);
    }

    private void FaultResume(Exception? causedByFailure)
    {
        if (_actor is null)
        {
            FaultCreate();
            return;
        }

        var culprit = _culprit;
        Mailbox.Resume();
        if (causedByFailure is not null)
            _culprit = null;
        foreach (var child in Children.Snapshot())
            child.SendSystemMessage(new Resume(child.Equals(culprit) ? causedByFailure : null));
    }

    private void FaultCreate()
    {
        StopAllChildren();
        if (!Children.WaitForDying(new Continuation.Creation()))
            FinishCreate();
    }

    private void FinishCreate()
    {
        Mailbox.Resume();
        _culprit = null;
        CreateActor();
    }

    private void FaultRecreate(Exception cause)
    {
        if (_actor is null)
        {
            FaultCreate();
            return;
        }

        var failed = _actor;
        var message = CurrentMessage;
        try
        {
            failed.AroundPreRestart(cause, message);
        }
        catch (Exception e)
        {
            var wrapped = new PreRestartException(Self, e, cause, message);
            Publish(new Error(wrapped, Self.Path.ToString(), failed.GetType(), e.Message));
        }
        ClearActor();
        if (!Children.WaitForDying(new Continuation.Recreation(cause, failed)))
            FinishRecreate(cause, failed);
    }

    private void FinishRecreate(Exception cause, ActorBase failed)
    {
        var survivors = Children.Snapshot();
        try
        {
            Mailbox.Resume();
            _culprit = null;
            _actor = NewActor();
            if (ReferenceEquals(_actor, failed))
                throw new IllegalActorStateException("A restart needs a new instance of the actor.");
            _actor.AroundPostRestart(cause, message: null);
            CurrentMessage = null;
            RestartReceiveTimeout();
            foreach (var child in survivors)
                child.SendSystemMessage(new Recreate(cause));
        }
        catch (Exception e)
        {
            ClearActor();
            CurrentMessage = null;
            HandleFailure(new PostRestartException(Self, e, cause), culprit: null);
        }
    }

    private void TerminateActor()
    {
        if (Children.WaitingFor is Continuation.Termination)
            return;
        SetReceiveTimeout(null);
        UnwatchAll();
        StopAllChildren();
        if (Children.WaitForDying(new Continuation.Termination()))
        {
            Mailbox.Suspend();
            _culprit = Self; // what its children still report makes no difference
        }
        else
        {
            FinishTerminate();
        }
    }

    private void FinishTerminate()
    {
        var actorType = _actor?.GetType() ?? Props.Type;
        try
        {
            _actor?.AroundPostStop();
        }
        catch (Exception e)
        {
            Publish(new Error(e, Self.Path.ToString(), actorType, e.Message));
        }
        ClearActor();
        if (HasSubscriptions)
            SystemImpl.EventStream.Unsubscribe(Self);
        Mailbox.Close();
        Dispatcher.Detach();
        Parent.SendSystemMessage(new DeathWatchNotification(Self, existenceConfirmed: true));
        TellWatchers();
    }

    /// <summary>What is left of an incarnation goes; stashed messages return to the mailbox.</summary>
    private void ClearActor()
    {
        CancelReceiveTimeout();
        _timers?.CancelAll();
        _taskScheduler = null;
        _stash?.UnstashAll();
        _actor = null;
    }

    private void SuspendChildren(ActorRefBase? except)
    {
        foreach (var child in Children.Snapshot())
        {
            if (!child.Equals(except))
                child.SendSystemMessage(new Suspend());
        }
    }

    private void StopAllChildren()
    {
        foreach (var child in Children.Snapshot())
            Stop(child);
    }
}
