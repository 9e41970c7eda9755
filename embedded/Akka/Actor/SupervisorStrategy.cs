using Akka.Event;

namespace Akka.Actor;

/// <summary>How a supervisor treats children that fail.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Stop on failed creation, <see cref="Kill"/> and broken death pacts; restart on anything else.</summary>
    public static readonly IDecider DefaultDecider = Actor.Decider.From(cause =>
        cause is ActorInitializationException or ActorKilledException or DeathPactException ? Directive.Stop : Directive.Restart);

    /// <summary>One for one with <see cref="DefaultDecider"/> and no limit.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>One for one that always stops.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    private protected SupervisorStrategy()
    {
    }

    /// <summary>Chooses the directive.</summary>
    public abstract IDecider Decider { get; }

    /// <summary>Whether failures are published as log events.</summary>
    protected bool LoggingEnabled { get; init; } = true;

    /// <summary>Treats one failure.</summary>
    /// <returns>False when the supervisor is to fail itself.</returns>
    internal bool HandleFailure(ActorCell supervisor, ChildStats failed, Exception cause)
    {
        var directive = Decider.Decide(cause);
        LogFailure(supervisor, failed.Child, cause, directive);
        switch (directive)
        {
            case Directive.Resume:
                failed.Child.SendSystemMessage(new Dispatch.SysMsg.Resume(cause));
                return true;
            case Directive.Restart:
                ProcessFailure(supervisor, restart: true, failed, cause);
                return true;
            case Directive.Stop:
                ProcessFailure(supervisor, restart: false, failed, cause);
                return true;
            default:
                return false;
        }
    }

    private protected abstract void ProcessFailure(ActorCell supervisor, bool restart, ChildStats failed, Exception cause);

    private protected static void RestartChild(ActorRefBase child, Exception cause, bool suspendFirst)
    {
        if (suspendFirst)
            child.SendSystemMessage(new Dispatch.SysMsg.Suspend());
        child.SendSystemMessage(new Dispatch.SysMsg.Recreate(cause));
    }

    private void LogFailure(ActorCell supervisor, ActorRefBase child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled || directive == Directive.Escalate)
            return;
        var root = cause is ActorInitializationException { InnerException: { } inner } ? inner : cause;
        var source = child.Path.ToString();
        supervisor.System.EventStream.Publish(directive == Directive.Resume
            ? new Warning(cause, source, GetType(), root.Message)
            : new Error(cause, source, GetType(), root.Message));
    }
}
