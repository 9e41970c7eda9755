using O2.Protocol;

namespace O2.Lite;

/// <content>Sending messages.</content>
public sealed partial class LiteClient
{
    private TaskCompletionSource? _room;   // of senders that wait

    /// <summary>Sends a best-effort message now: one datagram to the host, which may be lost. Over a WebSocket it arrives.</summary>
    /// <param name="address">Where to, for example <c>/synth/noteon</c>.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">The address is malformed.</exception>
    /// <remarks>A message to a service of this client goes to the host and comes back.</remarks>
    public LiteSendStatus Send(string address, params ReadOnlySpan<O2Value> args) => Send(address, GlobalTime.Immediately, args);

    /// <summary>Sends a best-effort message that is delivered at a moment of the ensemble's clock.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="at">When; a moment that has passed means now.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">The address is malformed.</exception>
    public LiteSendStatus Send(string address, GlobalTime at, params ReadOnlySpan<O2Value> args) =>
        TrySend(O2Message.Create(address, at, reliable: false, args));

    /// <summary>Sends a reliable message now: by TCP, in order with the other reliable messages of this client.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>What became of it; <see cref="LiteSendStatus.Blocked"/> when too much waits for the host already.</returns>
    /// <exception cref="ArgumentException">The address is malformed.</exception>
    public LiteSendStatus SendReliable(string address, params ReadOnlySpan<O2Value> args) => SendReliable(address, GlobalTime.Immediately, args);

    /// <summary>Sends a reliable message that is delivered at a moment of the ensemble's clock.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="at">When; a moment that has passed means now.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>What became of it; <see cref="LiteSendStatus.Blocked"/> when too much waits for the host already.</returns>
    /// <exception cref="ArgumentException">The address is malformed.</exception>
    public LiteSendStatus SendReliable(string address, GlobalTime at, params ReadOnlySpan<O2Value> args) =>
        TrySend(O2Message.Create(address, at, reliable: true, args));

    /// <summary>Sends a message that was made before.</summary>
    /// <param name="message">The message or bundle; over a WebSocket no bundle.</param>
    /// <returns>What became of it. The message may be sent again.</returns>
    public LiteSendStatus TrySend(O2Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_link is not { State: LinkState.Open } || !_session.IsAccepted)
                return LiteSendStatus.NotConnected;
            if (_link.QueuedBytes >= _options.MaxQueuedBytes)
                return LiteSendStatus.Blocked;
            if (!_link.TrySend(message))
                return LiteSendStatus.NotSendable;
            return _link.State == LinkState.Open ? LiteSendStatus.Sent : LiteSendStatus.NotConnected;
        }
    }

    /// <summary>Sends a message that was made before; waits while too much waits for the host already.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What became of it, never <see cref="LiteSendStatus.Blocked"/>.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended, or the client was disposed; the message was not sent.</exception>
    public async ValueTask<LiteSendStatus> SendAsync(O2Message message, CancellationToken cancellation = default)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                LiteSendStatus status = TrySend(message);
                if (status != LiteSendStatus.Blocked)
                    return status;
                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                room = _room.Task;
            }

            await room.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void LetSendersGoOn()
    {
        _room?.TrySetResult();
        _room = null;
    }
}
