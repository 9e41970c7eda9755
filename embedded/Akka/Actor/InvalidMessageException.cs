namespace Akka.Actor;

/// <summary>Something that cannot be sent: null.</summary>
public class InvalidMessageException : AkkaException
{
    /// <summary>Creates the exception without a message.</summary>
    public InvalidMessageException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public InvalidMessageException(string message)
        : base(message)
    {
    }
}
