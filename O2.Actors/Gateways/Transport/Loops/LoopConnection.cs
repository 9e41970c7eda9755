using System.Net;
using System.Net.Sockets;
using O2.Protocol;

namespace O2.Actors;

/// <summary>A TCP connection that a <see cref="SocketLoop"/> serves.</summary>
internal sealed class LoopConnection : IStreamConnection, ILoopSocket
{
    private readonly SocketLoop _loop;
    private readonly ILocalClock _clock;
    private readonly Lock _lock = new();
    private IStreamHandler? _handler;
    private ReadOnlyMemory<byte> _unsent;
    private BurstDetector _bursts;
    private volatile bool _hasUnsent;
    private volatile bool _isAskingForMore;
    private bool _isOver;
    private int _pauses;   // -1 when the end of a pause came before its beginning

    public LoopConnection(SocketLoop loop, ILocalClock clock, Socket socket)
    {
        _loop = loop;
        _clock = clock;
        Socket = socket;
        socket.Blocking = false;
        socket.NoDelay = true;
        SilentLoss.Notice(socket);
        RemoteEndPoint = (IPEndPoint)socket.RemoteEndPoint!;
    }

    public Socket Socket { get; }

    public IPEndPoint RemoteEndPoint { get; }

    public bool HasUnsent => _hasUnsent;

    public bool IsPaused => Volatile.Read(ref _pauses) > 0;

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

    public void Resume()
    {
        Interlocked.Decrement(ref _pauses);
        _loop.Update(this);
    }

    /// <remarks>
    /// A single message leaves here and now. A sender that sends on end is not to pay a system call for each, so then the loop sends, a batch in
    /// each round, while the sender fills the next one.
    /// </remarks>
    public bool Send(ReadOnlyMemory<byte> bytes)
    {
        if (!_isAskingForMore && !_bursts.IsBurst(_clock.Now) && TrySendHere(ref bytes))
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
            if (IsPaused)
                return BreakIfOver();
            int count = QuickSockets.Receive(Socket, _handler!.GetReceiveBuffer().Span, out var error);
            if (error == SocketError.WouldBlock)
                return false;
            if (error != SocketError.Success)
                End(new SocketException((int)error));
            else if (count == 0)
                End(null);
            else if (!_handler.OnReceived(count))
                Pause();
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
        _isAskingForMore = true;   // what comes now waits for the next round, after the other sockets' turn
        _handler?.OnSent();
        _isAskingForMore = false;
    }

    public void Fail(Exception error) => End(error);

    private void Pause()
    {
        Interlocked.Increment(ref _pauses);
        _loop.Update(this);
    }

    private bool BreakIfOver()
    {
        bool isOver = Socket.Poll(0, SelectMode.SelectError);
        if (isOver)
            End(new SocketException((int)SocketError.ConnectionReset));
        return isOver;
    }

    private bool TrySendHere(ref ReadOnlyMemory<byte> bytes)
    {
        bool isSent = TrySend(ref bytes);
        _bursts.Returned(_clock.Now);
        return isSent;
    }

    /// <summary>Sends as much as the system takes. A failed send shows as the end of the receiving side, too; there it is reported, once.</summary>
    /// <returns>True when nothing is left to be sent.</returns>
    private bool TrySend(ref ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                int count = QuickSockets.Send(Socket, bytes.Span, out var error);
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
