namespace Akka.Actor;

/// <summary>An actor got <see cref="Kill"/>. By default the supervisor stops it.</summary>
public class ActorKilledException : AkkaException
{
    /// <summary>Creates the exception without a message.</summary>
    public ActorKilledException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public ActorKilledException(string message)
        : base(message)
    {
    }
}
