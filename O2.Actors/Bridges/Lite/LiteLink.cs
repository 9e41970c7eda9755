using System.Net;
using O2.Protocol;

namespace O2.Actors;

/// <summary>The way to an O2lite client: reliable messages by its TCP connection, best-effort ones by UDP.</summary>
/// <param name="reliable">What waits for the TCP connection.</param>
/// <param name="datagrams">The process's UDP socket.</param>
/// <param name="udp">Where the client listens: the port that it named, at the address that its TCP connection comes from. The address that it names is not
/// believed: nobody makes us send to a third party.</param>
/// <param name="close">Ends the connection.</param>
internal sealed class LiteLink(OutboundQueue reliable, IDatagramSocket datagrams, IPEndPoint udp, Action close) : IBridgeLink, IByteLink
{
    public bool HasRoom => reliable.CanSend == SendStatus.Sent;

    public SendStatus Send(O2Message message) => Send(message.AsView());

    public bool TrySend(in O2MessageView message) => Send(message) == SendStatus.Sent;

    public Task WaitForRoomAsync(O2Message message) => message.Flags.IsReliable ? reliable.WaitForRoomAsync(message) : Task.CompletedTask;

    public void Close() => close();

    private SendStatus Send(in O2MessageView message) => message.Flags.IsReliable ? reliable.Add(message) : datagrams.Send(message, udp);
}
