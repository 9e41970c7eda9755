using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>The link to a process that is reached through a broker. Reliable and best-effort messages go the same way.</summary>
/// <remarks>All links share the queue of the one connection to the broker.</remarks>
internal sealed class RelayLink(ProcessName process, BrokerPublisher publisher, IActorRef broker) : PeerLink(process)
{
    private readonly string _topic = publisher.TopicOf(process);

    /// <inheritdoc/>
    public override ProcessLink Via => ProcessLink.Relay;

    /// <inheritdoc/>
    public override SendStatus CanSend => publisher.CanPublish;

    /// <inheritdoc/>
    public override SendStatus Send(in O2MessageView message) => publisher.Send(_topic, message);

    /// <inheritdoc/>
    public override Task WaitForRoomAsync(O2Message message) => publisher.WaitForRoomAsync();

    /// <summary>The messages go whole, however long they are; but when more than may waits for the broker already, the process is told the whole state later.</summary>
    public override bool Announce(IReadOnlyList<O2Message> messages)
    {
        if (publisher.IsOverfull)
        {
            broker.Tell(new RelayProtocol.Missed(this));
            return false;
        }

        foreach (var message in messages)
            publisher.Send(_topic, message.AsView(), always: true);
        return true;
    }

    /// <inheritdoc/>
    public override void End(PeerEndReason reason) => broker.Tell(new RelayProtocol.Replaced(this));
}
