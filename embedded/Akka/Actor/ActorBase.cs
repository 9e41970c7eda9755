namespace Akka.Actor;

/// <summary>The base of all actors.</summary>
/// <remarks>The runtime calls an actor by one thread at a time, so it needs no locks for its own state.</remarks>
public abstract class ActorBase
{
    private readonly ActorCell _cell;
    private SupervisorStrategy? _strategy;

    /// <summary>Called by the runtime only.</summary>
    /// <exception cref="ActorInitializationException">The actor is created by <c>new</c>.</exception>
    protected ActorBase()
    {
        _cell = ActorCell.Current ?? throw new ActorInitializationException(
            "Do not create actors using 'new', always create them using an ActorContext/System");
        _cell.Become(Receive);
        if (this is IWithTimers withTimers)
            withTimers.Timers = _cell.Timers;
        if (this is IActorStash withStash)
            withStash.Stash = _cell.Stash;
    }

    /// <summary>The context of the actor whose turn runs on this thread; alive in field initialisers and constructors, too.</summary>
    /// <exception cref="NotSupportedException">No actor's turn runs on this thread.</exception>
    protected static IActorContext Context => CurrentCell;

    /// <summary>A behaviour that handles nothing.</summary>
    protected static Receive EmptyReceive { get; } = _ => false;

    /// <summary>The actor's own reference.</summary>
    protected IActorRef Self => CurrentCell.Self;

    /// <summary>The sender of the current message; dead letters when there is none.</summary>
    protected IActorRef Sender => CurrentCell.Sender;

    internal SupervisorStrategy Strategy => _strategy ??= _cell.Props.SupervisorStrategy ?? SupervisorStrategy();

    private protected static ActorCell CurrentCell => ActorCell.Current ?? throw new NotSupportedException(
        "There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    /// <summary>Calls <see cref="PreStart"/>; to be overridden by frameworks.</summary>
    public virtual void AroundPreStart() => PreStart();

    /// <summary>Calls <see cref="PostStop"/>; to be overridden by frameworks.</summary>
    public virtual void AroundPostStop() => PostStop();

    /// <summary>Calls <see cref="PreRestart"/>; to be overridden by frameworks.</summary>
    public virtual void AroundPreRestart(Exception cause, object? message) => PreRestart(cause, message);

    /// <summary>Calls <see cref="PostRestart"/>; to be overridden by frameworks.</summary>
    public virtual void AroundPostRestart(Exception cause, object? message) => PostRestart(cause);

    /// <summary>Gives a message to a behaviour, and to <see cref="Unhandled"/> when that does not handle it.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        var handled = receive(message);
        if (!handled)
            Unhandled(message);
        return handled;
    }

    internal virtual void OnConstructed()
    {
    }

    /// <summary>The first behaviour.</summary>
    /// <returns>False when the message is not handled.</returns>
    protected abstract bool Receive(object message);

    /// <summary>How this actor supervises its children; asked once per incarnation, at the first failure.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Called after construction, before the first message.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>Called when the actor has ended, after its children have.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>Called on the old incarnation before a restart; stops all children and calls <see cref="PostStop"/>.</summary>
    /// <param name="reason">Why the actor, or a sibling, failed.</param>
    /// <param name="message">What the actor failed on, if it was a message.</param>
    protected virtual void PreRestart(Exception reason, object? message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }
        PostStop();
    }

    /// <summary>Called on the new incarnation after a restart; calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>Called for a message that the behaviour does not handle; publishes <see cref="Event.UnhandledMessage"/>.</summary>
    /// <exception cref="DeathPactException">The message is <see cref="Terminated"/>.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new Event.UnhandledMessage(message, Sender, Self));
    }

    /// <summary>Replaces the current behaviour.</summary>
    protected void Become(Receive receive) => Context.Become(receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    /// <summary>Returns to the behaviour below the current one.</summary>
    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    /// <summary>Asks for a <see cref="ReceiveTimeout"/> after a time without messages; null clears it.</summary>
    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);
}
