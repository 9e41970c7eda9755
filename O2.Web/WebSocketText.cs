using System.Buffers;
using System.Net.WebSockets;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Web;

/// <summary>Messages as texts on a WebSocket: one receiver and one sender at a time.</summary>
internal sealed class WebSocketText(WebSocket socket, int maxBytes, TimeSpan sendTimeout) : IDisposable
{
    private const int PieceBytes = 4096;
    private readonly ArrayBufferWriter<byte> _received = new(PieceBytes);
    private readonly ArrayBufferWriter<byte> _sent = new(PieceBytes);
    private readonly CancellationTokenSource _sending = new();

    /// <summary>What the page can read.</summary>
    public TextMessageForm Form { get; set; }

    /// <summary>The text that came last; valid until the next is received.</summary>
    public ReadOnlySpan<byte> Received => _received.WrittenSpan;

    /// <summary>With what the connection is to be closed, once nothing more is received.</summary>
    public WebSocketCloseStatus CloseStatus { get; private set; } = WebSocketCloseStatus.NormalClosure;

    /// <summary>Why, in words.</summary>
    public string CloseReason { get; private set; } = "";

    /// <summary>Receives a text, which may come in fragments.</summary>
    /// <returns>False when the page closes, or sends what is no text or is too long.</returns>
    public async Task<bool> ReceiveAsync(CancellationToken cancellation)
    {
        _received.ResetWrittenCount();
        while (true)
        {
            var piece = await socket.ReceiveAsync(_received.GetMemory(PieceBytes), cancellation).ConfigureAwait(false);
            if (piece.MessageType == WebSocketMessageType.Close)
                return false;
            if (piece.MessageType == WebSocketMessageType.Binary)
                return Refuse(WebSocketCloseStatus.InvalidMessageType, "messages are text");
            _received.Advance(piece.Count);
            if (_received.WrittenCount > maxBytes)
                return Refuse(WebSocketCloseStatus.MessageTooBig, $"a text has at most {maxBytes} bytes");
            if (piece.EndOfMessage)
                return true;
        }
    }

    /// <summary>Sends a message; the elements of a bundle one by one, none before the time of the bundle.</summary>
    /// <returns>False when it, or an element, has no text.</returns>
    /// <exception cref="OperationCanceledException">The page did not take it in time.</exception>
    public async ValueTask<bool> SendAsync(O2Message message)
    {
        if (message.IsBundle)
        {
            bool isSent = true;
            foreach (var element in message.ReadElements())
                isSent &= await SendAsync(element.Time < message.Time ? element.With(time: message.Time) : element).ConfigureAwait(false);
            return isSent;
        }

        _sent.ResetWrittenCount();
        if (!TextMessageEncoder.TryWrite(message, Form, _sent))
            return false;
        _sending.CancelAfter(sendTimeout);
        await socket.SendAsync(_sent.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, _sending.Token).ConfigureAwait(false);
        _sending.CancelAfter(Timeout.InfiniteTimeSpan);
        return true;
    }

    public void Dispose() => _sending.Dispose();

    private bool Refuse(WebSocketCloseStatus status, string reason)
    {
        (CloseStatus, CloseReason) = (status, reason);
        return false;
    }
}
