namespace Akka.Actor;

/// <summary>An actor could not be created: its constructor or <c>PreStart</c> threw. By default the supervisor stops it.</summary>
public class ActorInitializationException : AkkaException
{
    /// <summary>Creates the exception without a message.</summary>
    public ActorInitializationException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public ActorInitializationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public ActorInitializationException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>Creates the exception for one actor.</summary>
    public ActorInitializationException(IActorRef actor, string message, Exception? cause = null)
        : base(message, cause)
    {
        Actor = actor;
    }

    /// <summary>The actor that could not be created.</summary>
    public IActorRef? Actor { get; set; }

    /// <inheritdoc />
    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}
