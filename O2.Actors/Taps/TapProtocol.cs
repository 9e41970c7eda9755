using Akka.Actor;

namespace O2.Actors;

/// <summary>Messages to <see cref="TapsActor"/>.</summary>
internal static class TapProtocol
{
    /// <summary>Sent by the process when an actor is to get what is sent to a service; the tap itself exists already.</summary>
    public sealed record Start(LocalService Tapper, IActorRef Subscriber);

    /// <summary>Sent by the process when that tap was ended, after its <see cref="Start"/>.</summary>
    public sealed record Stop(LocalService Tapper);
}
