namespace Akka.Actor;

/// <summary>The base of the runtime's exceptions.</summary>
public abstract class AkkaException : Exception
{
    /// <summary>Creates an exception without message.</summary>
    protected AkkaException()
    {
    }

    /// <summary>Creates an exception.</summary>
    protected AkkaException(string? message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>What led to it.</summary>
    protected Exception? Cause => InnerException;
}
