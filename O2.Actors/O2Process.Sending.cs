using O2.Protocol;

namespace O2.Actors;

/// <content>Sending messages.</content>
public sealed partial class O2Process
{
    /// <summary>Sends a best-effort message now: over the network one datagram, which may be lost.</summary>
    /// <param name="address">Where to, for example <c>/synth/noteon</c>.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">The address is malformed.</exception>
    /// <remarks>Thread-safe. Never waits. Does not allocate when an inline method of this process takes the message.</remarks>
    public SendStatus Send(string address, params ReadOnlySpan<O2Value> args) => Send(address, GlobalTime.Immediately, args);

    /// <summary>Sends a best-effort message that is delivered at a moment of the ensemble's clock.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="at">When; a moment that has passed means now.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">The address is malformed.</exception>
    public SendStatus Send(string address, GlobalTime at, params ReadOnlySpan<O2Value> args) =>
        Live.Router.Send(O2Address.Get(address), at, reliable: false, args);

    /// <summary>Sends a reliable message now: over the network by TCP, in order with the other reliable messages to that process.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>What became of it; <see cref="SendStatus.Blocked"/> when too much waits for that process already.</returns>
    /// <exception cref="ArgumentException">The address is malformed.</exception>
    public SendStatus SendReliable(string address, params ReadOnlySpan<O2Value> args) => SendReliable(address, GlobalTime.Immediately, args);

    /// <summary>Sends a reliable message that is delivered at a moment of the ensemble's clock.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="at">When; a moment that has passed means now.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">The address is malformed.</exception>
    public SendStatus SendReliable(string address, GlobalTime at, params ReadOnlySpan<O2Value> args) =>
        Live.Router.Send(O2Address.Get(address), at, reliable: true, args);

    /// <summary>Sends a message that was made before.</summary>
    /// <param name="message">The message or bundle.</param>
    /// <returns>What became of it. The message may be sent again.</returns>
    public SendStatus TrySend(O2Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Live.Router.Route(message, MessageSource.Local);
    }

    /// <summary>Sends a message that was made before; waits while the receiving process has too much waiting already.</summary>
    /// <param name="message">The message or bundle.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What became of it, never <see cref="SendStatus.Blocked"/>.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended; the message was not sent.</exception>
    /// <remarks>Does not allocate when it need not wait. Of several that wait, any may be the next.</remarks>
    public ValueTask<SendStatus> SendAsync(O2Message message, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var status = TrySend(message);
        return status == SendStatus.Blocked ? SendWhenThereIsRoomAsync(message, cancellation) : new ValueTask<SendStatus>(status);
    }

    /// <summary>Tells whether a reliable message to a service would be taken now (<c>o2_can_send</c>).</summary>
    /// <param name="service">The service.</param>
    /// <returns><see cref="SendStatus.Sent"/>, <see cref="SendStatus.Blocked"/> or <see cref="SendStatus.NoService"/>.</returns>
    public SendStatus CanSend(string service) => Live.Directory.FindActive(service)?.Endpoint switch
    {
        IMessageLink link => link.CanSend,
        null => SendStatus.NoService,
        _ => SendStatus.Sent,
    };

    private async ValueTask<SendStatus> SendWhenThereIsRoomAsync(O2Message message, CancellationToken cancellation)
    {
        SendStatus status;
        do
        {
            await Live.Router.WaitForRoomAsync(message).WaitAsync(cancellation).ConfigureAwait(false);
            status = TrySend(message);
        }
        while (status == SendStatus.Blocked);
        return status;
    }
}
