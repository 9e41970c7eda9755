using System.Net;
using O2.Protocol;

namespace O2.Actors;

/// <summary>How messages leave for one other process: reliable ones by its TCP connection, best-effort ones by UDP.</summary>
/// <remarks>Thread-safe. Never blocks. The directory holds it as the endpoint of that process's services.</remarks>
internal sealed class PeerLink(ProcessName process, OutboundQueue reliable, IDatagramSocket datagrams, IPEndPoint udp, Action tooSlow) : IMessageLink
{
    /// <summary>The other process.</summary>
    public ProcessName Process => process;

    /// <inheritdoc/>
    public SendStatus CanSend => reliable.CanSend;

    /// <inheritdoc/>
    public SendStatus Send(O2Message message) => Send(message.AsView());

    /// <summary>Sends a message that may live on the sender's stack.</summary>
    public SendStatus Send(in O2MessageView message) => message.Flags.IsReliable ? reliable.Add(message) : datagrams.Send(message, udp);

    /// <inheritdoc/>
    public Task WaitForRoomAsync(O2Message message) => message.Flags.IsReliable ? reliable.WaitForRoomAsync(message) : Task.CompletedTask;

    /// <summary>
    /// Sends messages that the other process must not miss. They belong together and go whole, however long they are; but a process that has not read the
    /// ones before is given up, so no more than one announcement waits above the bound of the queue (D3.62).
    /// </summary>
    public void Announce(IReadOnlyList<O2Message> messages)
    {
        if (reliable.IsOverfull)
        {
            tooSlow();
            return;
        }

        foreach (var message in messages)
            reliable.Add(message.AsView(), always: true);
    }
}
