using System.Net;
using System.Net.Sockets;

namespace O2.Actors.TestKit;

/// <summary>One end of a virtual TCP connection.</summary>
/// <remarks>The handler is called from events of the clock, never from within a call of the connection's user.</remarks>
internal sealed class VirtualConnection : IStreamConnection
{
    /// <summary>How often what arrives is handed over in two pieces: nobody may rely on messages coming whole.</summary>
    private const double SplitShare = 0.25;

    private readonly LinkedList<byte[]?> _unread = new();
    private VirtualStream _out = null!;
    private IStreamHandler? _handler;
    private Exception? _error;
    private bool _isSendPending, _isDisposed, _hasFailed, _hasReportedEnd, _isReading;
    private int _pauses;

    private VirtualConnection(VirtualMachine machine, IPEndPoint remote)
    {
        Machine = machine;
        RemoteEndPoint = remote;
    }

    public IPEndPoint RemoteEndPoint { get; }

    public VirtualMachine Machine { get; }

    public VirtualConnection Peer { get; private set; } = null!;

    /// <summary>Whether what arrives has to wait: its receiver has paused, and as much is unread as a system keeps.</summary>
    public bool IsFull => !IsOver && _pauses > 0 && _unread.Sum(bytes => bytes?.Length ?? 0) >= VirtualNetwork.SendBufferBytes;

    /// <summary>Whether nothing comes from or goes to this end any more.</summary>
    public bool IsOver => _isDisposed || _hasFailed;

    /// <summary>Makes both ends of a connection.</summary>
    public static (VirtualConnection Client, VirtualConnection Server) CreatePair(
        VirtualMachine client, IPEndPoint clientAddress, VirtualMachine server, IPEndPoint serverAddress)
    {
        var clientEnd = new VirtualConnection(client, serverAddress);
        var serverEnd = new VirtualConnection(server, clientAddress) { Peer = clientEnd };
        clientEnd.Peer = serverEnd;
        clientEnd._out = new VirtualStream(clientEnd, serverEnd);
        serverEnd._out = new VirtualStream(serverEnd, clientEnd);
        return (clientEnd, serverEnd);
    }

    public void Start(IStreamHandler handler)
    {
        lock (Machine.Network.Gate)
            _handler = handler;
        Later(Read);
    }

    public void Resume()
    {
        lock (Machine.Network.Gate)
            _pauses--;
        Later(Read);
        Later(Peer._out.Deliver);
    }

    public bool Send(ReadOnlyMemory<byte> bytes)
    {
        lock (Machine.Network.Gate)
        {
            if (IsOver || bytes.IsEmpty)
                return true;
            _out.Put(bytes.ToArray());
            _isSendPending = _out.Bytes > VirtualNetwork.SendBufferBytes;
            return !_isSendPending;
        }
    }

    public void Shutdown() => _out.Put(null);

    public void Dispose()
    {
        lock (Machine.Network.Gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            _error ??= new ObjectDisposedException(nameof(VirtualConnection));
            _unread.Clear();
        }
        _out.Put(null);
        Later(Read);
    }

    /// <summary>The connection broke.</summary>
    public void Fail(SocketError error)
    {
        lock (Machine.Network.Gate)
        {
            if (IsOver)
                return;
            _hasFailed = true;
            _error = new SocketException((int)error);
        }
        _out.Break();
        Read();
    }

    /// <summary>The link is joined again.</summary>
    public void Rejoin()
    {
        Later(_out.Deliver);
        Later(Peer._out.Deliver);
    }

    /// <summary>Bytes have come from the other end, or null: its end of the stream.</summary>
    public void Take(byte[]? bytes)
    {
        bool isRefused;
        lock (Machine.Network.Gate)
        {
            isRefused = IsOver && bytes is not null;
            if (!IsOver)
                _unread.AddLast(bytes);
        }
        if (isRefused)
            Reset();
        else
            Read();
    }

    /// <summary>Bytes of ours were taken by the other end.</summary>
    public void OnTaken()
    {
        lock (Machine.Network.Gate)
        {
            if (!_isSendPending || _out.Bytes > VirtualNetwork.SendBufferBytes)
                return;
            _isSendPending = false;
        }
        _handler?.OnSent();
    }

    /// <summary>Hands over what has come, then the end.</summary>
    private void Read()
    {
        lock (Machine.Network.Gate)
        {
            if (_isReading || _handler is null)
                return;
            _isReading = true;
        }
        while (TryReadNext(_handler)) { }
        lock (Machine.Network.Gate)
            _isReading = false;
    }

    private bool TryReadNext(IStreamHandler handler)
    {
        byte[]? bytes;
        lock (Machine.Network.Gate)
        {
            if (_hasReportedEnd || (_pauses > 0 && !IsOver))
                return false;
            if (_unread.Count == 0 && !IsOver)
                return false;
            bytes = _unread.First?.Value;
            if (_unread.Count > 0)
                _unread.RemoveFirst();
            _hasReportedEnd = bytes is null;
        }
        if (bytes is null)
            handler.OnClosed(_error);
        else
            HandOver(handler, bytes);
        return true;
    }

    /// <summary>Hands over bytes until the handler pauses; the rest waits.</summary>
    private void HandOver(IStreamHandler handler, ReadOnlySpan<byte> bytes)
    {
        bool goesOn = true;
        while (goesOn && !bytes.IsEmpty && !_isDisposed)
        {
            Memory<byte> buffer = handler.GetReceiveBuffer();
            int count = Math.Min(buffer.Length, bytes.Length);
            if (Machine.Network.Happens(SplitShare))
                count = Machine.Network.Pick(count);
            bytes[..count].CopyTo(buffer.Span);
            goesOn = handler.OnReceived(count);
            bytes = bytes[count..];
        }
        if (goesOn)
            return;
        lock (Machine.Network.Gate)
        {
            _pauses++;
            if (!bytes.IsEmpty && !IsOver)
                _unread.AddFirst(bytes.ToArray());
        }
    }

    /// <summary>Nobody is here any more: the other end learns it after the way back.</summary>
    private void Reset()
    {
        VirtualNetwork network = Machine.Network;
        double back = network.Delay(network.ConditionsOf(Machine, Peer.Machine));
        network.Clock.Schedule(network.Clock.Now + back, () => Peer.Fail(SocketError.ConnectionReset));
    }

    private void Later(Action action) => Machine.Network.Clock.Schedule(Machine.Network.Clock.Now, action);
}
