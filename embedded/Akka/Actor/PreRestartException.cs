namespace Akka.Actor;

/// <summary><c>PreRestart</c> threw; it is logged, and the restart goes on.</summary>
public class PreRestartException : ActorInitializationException
{
    /// <summary>Creates the exception.</summary>
    public PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
        : base(actor, $"Exception in PreRestart(class {cause.GetType()}, {optionalMessage?.GetType().ToString() ?? "no message"})", restartException)
    {
        RestartException = restartException;
        OptionalMessage = optionalMessage;
    }

    /// <summary>What <c>PreRestart</c> threw.</summary>
    public Exception RestartException { get; }

    /// <summary>The message that had made the actor fail.</summary>
    public object? OptionalMessage { get; }
}
