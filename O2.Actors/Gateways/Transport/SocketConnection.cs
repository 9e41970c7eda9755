using System.Net;
using System.Net.Sockets;

namespace O2.Actors;

/// <summary>A TCP connection. TCP_NODELAY is set: a note must not wait for the next one.</summary>
internal sealed class SocketConnection : IStreamConnection
{
    private static readonly TimeSpan PauseCheck = TimeSpan.FromSeconds(1);
    private readonly Socket _socket;
    private readonly SocketAsyncEventArgs _sending = new();
    private readonly SemaphoreSlim _resumed = new(0);
    private IStreamHandler? _handler;
    private volatile Exception? _failure;   // of the handler, while sending

    public SocketConnection(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        SilentLoss.Notice(socket);
        RemoteEndPoint = (IPEndPoint)socket.RemoteEndPoint!;
        _sending.Completed += (_, e) => OnSendCompleted(e);
    }

    public IPEndPoint RemoteEndPoint { get; }

    public void Start(IStreamHandler handler)
    {
        _handler = handler;
        _ = ReceiveAsync(handler);
    }

    public void Resume() => _resumed.Release();

    public bool Send(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            _sending.SetBuffer(System.Runtime.InteropServices.MemoryMarshal.AsMemory(bytes));
            if (_socket.SendAsync(_sending))
                return false;
            // A failed send ends the connection; the receiving side reports that, once.
            if (_sending.SocketError != SocketError.Success)
                _socket.Dispose();
            return true;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    public void Shutdown()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            _socket.Dispose();
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
        _resumed.Release();
    }

    private void OnSendCompleted(SocketAsyncEventArgs e)
    {
        if (e.SocketError != SocketError.Success)
            _socket.Dispose();
        try
        {
            _handler?.OnSent();
        }
        catch (Exception failure)
        {
            _failure = failure;
            _socket.Dispose();
        }
    }

    private async Task ReceiveAsync(IStreamHandler handler)
    {
        await Task.Yield();
        Exception? failure = null;
        try
        {
            int count;
            while ((count = await _socket.ReceiveAsync(handler.GetReceiveBuffer()).ConfigureAwait(false)) > 0)
            {
                if (!handler.OnReceived(count))
                    await ResumedAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            // Of the socket, or of whoever handles what it received: either way this connection is over, and its handler has to know.
            failure = e;
        }

        handler.OnClosed(_failure ?? failure);
    }

    /// <summary>Waits for <see cref="Resume"/>, looking now and then whether the connection still stands: who does not read learns nothing else of its end.</summary>
    private async Task ResumedAsync()
    {
        while (!await _resumed.WaitAsync(PauseCheck).ConfigureAwait(false))
        {
            if (_socket.Poll(0, SelectMode.SelectError))
                throw new SocketException((int)SocketError.ConnectionReset);
        }
    }
}
