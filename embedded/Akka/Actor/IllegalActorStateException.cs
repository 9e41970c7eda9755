namespace Akka.Actor;

/// <summary>An actor used its context in a way that its state does not allow, for example stashed a message twice.</summary>
public class IllegalActorStateException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public IllegalActorStateException(string message)
        : base(message)
    {
    }
}
