using O2.Protocol;

namespace O2.Actors;

/// <summary>How messages leave for one other process. The directory holds it as the endpoint of that process's services.</summary>
/// <remarks>Thread-safe. Never blocks.</remarks>
internal abstract class PeerLink(ProcessName process) : IMessageLink
{
    /// <summary>The other process.</summary>
    public ProcessName Process => process;

    /// <summary>How it is reached.</summary>
    public abstract ProcessLink Via { get; }

    /// <inheritdoc/>
    public abstract SendStatus CanSend { get; }

    /// <inheritdoc/>
    public SendStatus Send(O2Message message) => Send(message.AsView());

    /// <summary>Sends a message that may live on the sender's stack.</summary>
    public abstract SendStatus Send(in O2MessageView message);

    /// <inheritdoc/>
    public abstract Task WaitForRoomAsync(O2Message message);

    /// <summary>Sends messages that the other process must not miss; they belong together.</summary>
    /// <returns>False when they are not sent because too much waits already: then the link ends, or the whole state is sent by it later.</returns>
    public abstract bool Announce(IReadOnlyList<O2Message> messages);

    /// <summary>Asks for the end of the link. Whoever made it reports that end to the gateway.</summary>
    public abstract void End(PeerEndReason reason);
}
