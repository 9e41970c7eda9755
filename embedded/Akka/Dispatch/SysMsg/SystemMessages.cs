using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>Makes the first incarnation; every mailbox starts with it.</summary>
internal sealed class Create : SystemMessage;

/// <summary>Replaces the incarnation; the supervisor sends it.</summary>
internal sealed class Recreate(Exception cause) : SystemMessage
{
    public Exception Cause { get; } = cause;
}

/// <summary>Holds user messages back.</summary>
internal sealed class Suspend : SystemMessage;

/// <summary>Lets user messages through again; with a cause it also forgives the failure.</summary>
internal sealed class Resume(Exception? causedByFailure) : SystemMessage
{
    public Exception? CausedByFailure { get; } = causedByFailure;
}

/// <summary>Ends the actor.</summary>
internal sealed class Terminate : SystemMessage;

/// <summary>Adds a watcher.</summary>
internal sealed class Watch(ActorRefBase watchee, ActorRefBase watcher) : SystemMessage
{
    public ActorRefBase Watchee { get; } = watchee;
    public ActorRefBase Watcher { get; } = watcher;
}

/// <summary>Removes a watcher.</summary>
internal sealed class Unwatch(ActorRefBase watcher) : SystemMessage
{
    public ActorRefBase Watcher { get; } = watcher;
}

/// <summary>Tells the supervisor that a child failed.</summary>
internal sealed class Failed(LocalActorRef child, Exception cause) : SystemMessage
{
    public LocalActorRef Child { get; } = child;
    public Exception Cause { get; } = cause;
}

/// <summary>Tells supervisor and watchers that an actor has ended.</summary>
internal sealed class DeathWatchNotification(ActorRefBase actor, bool existenceConfirmed) : SystemMessage
{
    public ActorRefBase Actor { get; } = actor;
    public bool ExistenceConfirmed { get; } = existenceConfirmed;
}

/// <summary>Runs a part of an asynchronous handler on the actor's turn.</summary>
internal sealed class ContinueTask(ActorTaskScheduler scheduler, Task task) : SystemMessage
{
    public ActorTaskScheduler Scheduler { get; } = scheduler;
    public Task Task { get; } = task;
}

/// <summary>Ends an asynchronous handler; the mailbox goes on.</summary>
internal sealed class CompleteTask(ActorTaskScheduler scheduler, Task task) : SystemMessage
{
    public ActorTaskScheduler Scheduler { get; } = scheduler;
    public Task Task { get; } = task;
}
