using System.Net;
using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>The link to a process that this one is connected with: reliable messages leave by the TCP connection, best-effort ones by UDP if that can arrive.</summary>
/// <param name="process">The other process.</param>
/// <param name="reliable">What waits for the connection.</param>
/// <param name="datagrams">The socket of this process.</param>
/// <param name="udp">Where the other process receives datagrams; null when it cannot: then all messages leave by the connection.</param>
/// <param name="actor">The actor of the connection.</param>
internal sealed class DirectLink(ProcessName process, OutboundQueue reliable, IDatagramSocket datagrams, IPEndPoint? udp, IActorRef actor) : PeerLink(process)
{
    /// <inheritdoc/>
    public override ProcessLink Via => ProcessLink.Direct;

    /// <inheritdoc/>
    public override SendStatus CanSend => reliable.CanSend;

    /// <inheritdoc/>
    public override SendStatus Send(in O2MessageView message) => message.Flags.IsReliable || udp is null ? reliable.Add(message) : datagrams.Send(message, udp);

    /// <inheritdoc/>
    public override Task WaitForRoomAsync(O2Message message) =>
        message.Flags.IsReliable || udp is null ? reliable.WaitForRoomAsync(message) : Task.CompletedTask;

    /// <summary>
    /// The messages go whole, however long they are; but a process that has not read the ones before is given up, so no more than one announcement
    /// waits above the bound of the queue (D3.62).
    /// </summary>
    public override bool Announce(IReadOnlyList<O2Message> messages)
    {
        if (reliable.IsOverfull)
        {
            actor.Tell(new PeerProtocol.ProtocolError("it does not read what we announce"));
            return false;
        }

        foreach (var message in messages)
            reliable.Add(message.AsView(), always: true);
        return true;
    }

    /// <inheritdoc/>
    public override void End(PeerEndReason reason) => actor.Tell(new PeerProtocol.End(reason));
}
