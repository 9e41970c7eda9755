using O2.Protocol;

namespace O2.Actors;

/// <summary>Where an actor gets messages from that it has to deliver in order (<see cref="PeerInbox"/>).</summary>
internal interface IMessageFeed
{
    /// <summary>As whose messages they are delivered; null before they are delivered at all.</summary>
    MessageSource? Source { get; }

    /// <summary>Said by the actor when it is done with a message that it got from here.</summary>
    void Handled(O2Message message);
}
