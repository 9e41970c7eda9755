using System.Net.WebSockets;
using System.Text;

namespace O2.Actors.Tests.Web;

/// <summary>A page as its host sees it: a WebSocket with texts, in which <c>|</c> stands for U+0003.</summary>
internal sealed class Page(ClientWebSocket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 17];

    public ClientWebSocket Socket => socket;

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text.Replace('|', '\u0003')), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type, bool isLast = true) => socket.SendAsync(bytes, type, isLast, CancellationToken.None);

    /// <summary>The next text; null when the host closes.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        int length = 0;
        while (true)
        {
            var piece = await socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            if (piece.MessageType == WebSocketMessageType.Close)
                return null;
            length += piece.Count;
            if (piece.EndOfMessage)
                return Encoding.UTF8.GetString(_buffer, 0, length).Replace('\u0003', '|');
        }
    }

    /// <summary>The next text that begins so; others are passed over.</summary>
    public async Task<string> ReceiveAsync(string beginning)
    {
        while (true)
        {
            string text = await ReceiveAsync() ?? throw new InvalidOperationException($"The host closed: {socket.CloseStatus} {socket.CloseStatusDescription}");
            if (text.StartsWith(beginning, StringComparison.Ordinal))
                return text;
        }
    }

    /// <summary>Waits until the host closes, and returns the reason.</summary>
    public async Task<(WebSocketCloseStatus? Status, string? Reason)> UntilClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        return (socket.CloseStatus, socket.CloseStatusDescription);
    }

    public void Dispose() => socket.Dispose();
}
