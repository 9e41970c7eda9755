using System.Net.WebSockets;
using O2.Actors;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Web;

/// <summary>The connection of one page, from its introduction to its end.</summary>
/// <remarks>
/// One task reads, one writes. The page leaves, or is refused: the client ends, its queue is closed, and the writer ends the connection with what
/// <see cref="_status"/> says. The host ends: the queue is closed first, and the reader is given a moment for the answer of the page.
/// </remarks>
internal sealed class WebSocketConnection(WebSocket socket, O2Process process, Bridge bridge, O2WebOptions options) : IDisposable
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(4);   // a page that has not read the goodbye when its connection is cut sees none
    private readonly BridgeQueue _queue = new(options.MaxQueuedBytesPerClient);
    private readonly AddressCache _addresses = new();
    private readonly WebSocketText _text = new(socket, options.MaxTextBytes, options.ClientTimeout);
    private readonly CancellationTokenSource _reading = new();
    private WebSocketCloseStatus _status = WebSocketCloseStatus.EndpointUnavailable;
    private string _reason = "the host has ended";

    /// <summary>Serves the page until it is gone.</summary>
    public async Task RunAsync()
    {
        if (!await JoinAsync().ConfigureAwait(false))
        {
            await CloseAsync().ConfigureAwait(false);
            return;
        }

        BridgeClient client;
        try
        {
            client = bridge.Connect(_queue);
        }
        catch (ObjectDisposedException)
        {
            await CloseAsync().ConfigureAwait(false);
            return;
        }

        _queue.Send(LiteHostMessages.CreateBridgeId(client.Id));
        var writing = WriteAsync();
        using (client)
            await ReadAsync(client).ConfigureAwait(false);
        await writing.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _reading.Dispose();
        _text.Dispose();
    }

    /// <summary>The first message has to be the introduction, with the name of our ensemble.</summary>
    private async Task<bool> JoinAsync()
    {
        _reading.CancelAfter(options.ClientTimeout);
        var first = await ReceiveAsync().ConfigureAwait(false);
        _reading.CancelAfter(Timeout.InfiniteTimeSpan);
        if (first is null)
            return false;
        if (!LiteAddress.TryRecognize(first, LiteVariant.Web, out var method) || method != LiteMethod.Introduction || !LiteClientMessages.TryReadJoin(first, out string ensemble))
            return Refuse(WebSocketCloseStatus.PolicyViolation, "the first message has to be /_o2/ws/dy with the ensemble");
        return ensemble == process.Ensemble || Refuse(WebSocketCloseStatus.PolicyViolation, $"the ensemble here is '{process.Ensemble}'");
    }

    private async Task ReadAsync(BridgeClient client)
    {
        while (await ReceiveAsync().ConfigureAwait(false) is { } message)
        {
            bool isForHost = SystemAddress.IsForProcess(message.Address, process.Name);
            if (isForHost && LiteAddress.TryRecognize(message, LiteVariant.Web, out var method) && method == LiteMethod.Full)
                _text.Form = TextMessageForm.Full;
            else
                client.Receive(message);
            if (!client.HasRoom)
                await client.WaitForRoomAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The next sound message; null when the connection ends.</summary>
    private async Task<O2Message?> ReceiveAsync()
    {
        try
        {
            while (await _text.ReceiveAsync(_reading.Token).ConfigureAwait(false))
            {
                if (TextMessageDecoder.TryDecode(_text.Received, _addresses, out var message, out var error))
                    return message;
                if (error.ClosesConnection)
                {
                    Refuse(WebSocketCloseStatus.InvalidPayloadData, $"a text is no O2 message: {error}");
                    return null;
                }

                bridge.Warn($"a message of a page is dropped: {error}.");
            }

            (_status, _reason) = (_text.CloseStatus, _text.CloseReason);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }

        return null;
    }

    /// <summary>Sends what is for the page until the queue is closed, then ends the connection.</summary>
    private async Task WriteAsync()
    {
        try
        {
            await foreach (var message in _queue.TakeAllAsync().ConfigureAwait(false))
            {
                if (!await _text.SendAsync(message).ConfigureAwait(false))
                    bridge.Warn($"[{message.Address}] cannot be sent to a page: a string or the address has the character U+0003.");
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            _queue.Close();
            socket.Abort();
        }

        await CloseAsync().ConfigureAwait(false);
        _reading.CancelAfter(CloseLimit);
    }

    private async Task CloseAsync()
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        try
        {
            using var limit = new CancellationTokenSource(CloseLimit);
            await socket.CloseOutputAsync(_status, _reason, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    private bool Refuse(WebSocketCloseStatus status, string reason)
    {
        (_status, _reason) = (status, reason);
        bridge.Warn($"a page is disconnected: {reason}.");
        return false;
    }
}
