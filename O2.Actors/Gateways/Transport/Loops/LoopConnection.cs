using System.Net;
using System.Net.Sockets;

namespace O2.Actors;

/// <summary>A TCP connection that a <see cref="SocketLoop"/> serves.</summary>
internal sealed class LoopConnection : IStreamConnection, ILoopSocket
{
    private readonly SocketLoop _loop;
    private readonly Lock _lock = new();
    private IStreamHandler? _handler;
    private ReadOnlyMemory<byte> _unsent;
    private volatile bool _hasUnsent;
    private bool _isOver;

    public LoopConnection(SocketLoop loop, Socket socket)
    {
        _loop = loop;
        Socket = socket;
        socket.Blocking = false;
        socket.NoDelay = true;
        SilentLoss.Notice(socket);
        RemoteEndPoint = (IPEndPoint)socket.RemoteEndPoint!;
    }

    public Socket Socket { get; }

    public IPEndPoint RemoteEndPoint { get; }

    public bool HasUnsent => _hasUnsent;

    public void Start(IStreamHandler handler)
    {
        lock (_lock)
        {
            _handler = handler;
            if (!_isOver)
            {
                _loop.Add(this);
                return;
            }
        }

        _loop.Post(() => handler.OnClosed(null));
    }

    public bool Send(ReadOnlyMemory<byte> bytes)
    {
        if (TrySend(ref bytes))
            return true;
        _unsent = bytes;
        _hasUnsent = true;
        _loop.Update(this);
        return false;
    }

    public void Shutdown()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Dispose();
        }
    }

    public void Dispose() => _loop.Post(() => End(null));

    public bool Receive()
    {
        try
        {
            int count = Socket.Receive(_handler!.GetReceiveBuffer().Span, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
                return false;
            if (error != SocketError.Success)
                End(new SocketException((int)error));
            else if (count == 0)
                End(null);
            else
                _handler.OnReceived(count);
        }
        catch (Exception e)
        {
            // Of whoever handles what came: this connection is over, the loop goes on.
            End(e);
        }

        return true;
    }

    public void SendMore()
    {
        if (!TrySend(ref _unsent))
            return;
        _hasUnsent = false;
        _handler?.OnSent();
    }

    /// <summary>Sends as much as the system takes. A failed send shows as the end of the receiving side, too; there it is reported, once.</summary>
    /// <returns>True when nothing is left to be sent.</returns>
    private bool TrySend(ref ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                int count = Socket.Send(bytes.Span, SocketFlags.None, out var error);
                if (error != SocketError.Success)
                    return error != SocketError.WouldBlock;
                bytes = bytes[count..];
            }
        }
        catch (ObjectDisposedException)
        {
        }

        return true;
    }

    private void End(Exception? error)
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            _isOver = true;
        }

        _loop.Remove(this);
        Socket.Dispose();
        _handler?.OnClosed(error);
    }
}
