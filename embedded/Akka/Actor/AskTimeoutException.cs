namespace Akka.Actor;

/// <summary>No reply to an ask came in time.</summary>
public class AskTimeoutException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public AskTimeoutException(string message)
        : base(message)
    {
    }
}
