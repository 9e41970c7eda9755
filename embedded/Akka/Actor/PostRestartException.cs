namespace Akka.Actor;

/// <summary>The new incarnation could not be created or its <c>PostRestart</c> threw. By default the supervisor stops the actor.</summary>
public class PostRestartException : ActorInitializationException
{
    /// <summary>Creates the exception.</summary>
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"Exception post restart ({originalCause.GetType()})", cause)
    {
        OriginalCause = originalCause;
    }

    /// <summary>What had made the old incarnation fail.</summary>
    public Exception OriginalCause { get; }
}
