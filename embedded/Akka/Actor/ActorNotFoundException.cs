namespace Akka.Actor;

/// <summary>A selection matched no actor in time.</summary>
public class ActorNotFoundException : AkkaException
{
    /// <summary>Creates the exception without a message.</summary>
    public ActorNotFoundException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public ActorNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
