using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Lite;

/// <summary>A connection by WebSocket: each message is text in a frame of its own.</summary>
internal sealed class WebLink : ILiteLink
{
    private const int FirstBufferBytes = 1 << 14, MaxFrameBytes = ushort.MaxValue;

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _connecting;
    private readonly AddressCache _cache = new();
    private readonly Queue<ReadOnlyMemory<byte>> _outgoing = new();
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Pending<ValueWebSocketReceiveResult> _receipt;
    private byte[] _incoming = new byte[FirstBufferBytes];
    private int _incomingLength;
    private Task? _sending;

    /// <summary>Begins to open the connection.</summary>
    public WebLink(Uri uri)
    {
        if (!OperatingSystem.IsBrowser())
            _socket.Options.KeepAliveInterval = TimeSpan.Zero;   // a C++ host closes the connection at a pong that it did not ask for
        _receipt = new(() => _socket.ReceiveAsync(_incoming.AsMemory(_incomingLength), _end.Token));
        _connecting = _socket.ConnectAsync(uri, _end.Token);
    }

    public LinkState State { get; private set; }

    public string Problem { get; private set; } = "";

    public uint LocalIp => 0;

    public int UdpPort => 0;

    public int QueuedBytes { get; private set; }

    public void Poll()
    {
        if (State == LinkState.Opening && _connecting.IsCompleted)
        {
            if (_connecting.IsCompletedSuccessfully)
                State = LinkState.Open;
            else
                Close(_connecting.Exception?.GetBaseException().Message ?? "The attempt was given up.");
        }

        Flush();
    }

    public bool TryReceive([NotNullWhen(true)] out O2Message? message)
    {
        message = null;
        while (State == LinkState.Open && TryReceiveFrame())
        {
            ReadOnlySpan<byte> text = _incoming.AsSpan(0, _incomingLength);
            _incomingLength = 0;
            if (TextMessageDecoder.TryDecode(text, _cache, out message, out O2ParseError error))
                return true;
            if (error.ClosesConnection)
                Close($"It sent what is no message ({error.Kind}).");
        }

        return false;
    }

    public bool TrySend(O2Message message)
    {
        _text.ResetWrittenCount();
        if (!TextMessageEncoder.TryWrite(message, TextMessageForm.Full, _text))
            return false;
        TextMessageEncoder.WriteFill(_text.WrittenCount, _text);
        if (_text.WrittenCount > MaxFrameBytes)
            return false;
        if (State == LinkState.Open)
        {
            _outgoing.Enqueue(_text.WrittenSpan.ToArray());
            QueuedBytes += _text.WrittenCount;
            Flush();
        }

        return true;
    }

    public void WakeOnProgress(Action wake)
    {
        if (State == LinkState.Opening)
            _connecting.GetAwaiter().UnsafeOnCompleted(wake);
        if (State == LinkState.Open)
            _receipt.Watch(wake);
    }

    public void EndSending()
    {
        if (State == LinkState.Open)
            Forget(_socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _end.Token));
    }

    public void Dispose()
    {
        State = LinkState.Closed;
        _end.Cancel();
        _socket.Dispose();
    }

    private bool TryReceiveFrame()
    {
        try
        {
            while (true)
            {
                _receipt.Start();
                if (!_receipt.TryTake(out ValueWebSocketReceiveResult result))
                    return false;
                if (result.MessageType != WebSocketMessageType.Text)
                {
                    Close(result.MessageType == WebSocketMessageType.Close ? "It closed the connection." : "It sent a frame that is no text.");
                    return false;
                }

                _incomingLength += result.Count;
                if (result.EndOfMessage)
                    return true;
                if (_incomingLength == _incoming.Length)
                    Grow();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            Close(e.Message);
            return false;
        }
    }

    private void Grow()
    {
        if (_incoming.Length >= TextMessageDecoder.MaxTextLength)
            Close("It sent a message that is too long.");
        else
            Array.Resize(ref _incoming, 2 * _incoming.Length);
    }

    private void Flush()
    {
        while (State == LinkState.Open && _sending is not { IsCompleted: false })
        {
            if (_sending is { IsCompletedSuccessfully: false })
            {
                Close(_sending.Exception?.GetBaseException().Message ?? "Sending was given up.");
                return;
            }

            if (!_outgoing.TryDequeue(out ReadOnlyMemory<byte> text))
                return;
            QueuedBytes -= text.Length;
            _sending = _socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, _end.Token).AsTask();
        }
    }

    private void Close(string problem)
    {
        if (State == LinkState.Closed)
            return;
        Problem = problem;
        Dispose();
    }

    /// <summary>Lets a task end by itself; how it ends does not matter.</summary>
    private static void Forget(Task task) => task.ContinueWith(static t => t.Exception, TaskScheduler.Default);
}
