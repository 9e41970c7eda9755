namespace Akka.Actor;

/// <summary>An actor that another one watches has ended, and the watcher did not handle <see cref="Terminated"/>.</summary>
public class DeathPactException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public DeathPactException(IActorRef deadActor)
        : base($"Monitored actor [{deadActor}] terminated")
    {
        DeadActor = deadActor;
    }

    /// <summary>The actor that has ended.</summary>
    public IActorRef DeadActor { get; }
}
