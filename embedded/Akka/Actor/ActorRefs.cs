namespace Akka.Actor;

/// <summary>Well-known references.</summary>
public static class ActorRefs
{
    /// <summary>Refers to no actor; messages to it vanish.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>Says that a message has no sender: null.</summary>
    public static readonly IActorRef? NoSender = null;
}
