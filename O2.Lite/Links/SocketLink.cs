using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using O2.Protocol;

namespace O2.Lite;

/// <summary>A connection by TCP, with a UDP port beside it.</summary>
/// <remarks>The UDP socket is bound to the address that the TCP connection uses, which is of the loopback interface only when the host is on this machine.</remarks>
internal sealed class SocketLink : ILiteLink
{
    private const int StreamBytes = 2 * (TcpFramer.PrefixBytes + ProtocolLimits.MaxTcpFrameBytes);
    private const int KeepAliveAfterSeconds = 10, KeepAliveEachSeconds = 2, KeepAliveTries = 3;

    private readonly Socket _tcp = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
    private readonly int _hostUdpPort;
    private readonly Task _connecting;
    private readonly AddressCache _cache = new();
    private readonly byte[] _stream = new byte[StreamBytes], _datagram = new byte[ProtocolLimits.MaxDatagramBytes], _outgoingDatagram = new byte[ProtocolLimits.MaxDatagramBytes];
    private readonly ByteQueue _outgoing = new();
    private readonly Pending<int> _tcpReceipt, _udpReceipt;
    private SocketAddress? _hostUdp;
    private int _head, _tail;   // of what has come by TCP; a receipt that is under way writes behind the tail
    private bool _isUdpTurn;

    /// <summary>Begins to open the connection.</summary>
    public SocketLink(LiteEndpoint host)
    {
        _hostUdpPort = host.UdpPort;
        _tcpReceipt = new(StartReceipt);
        _udpReceipt = new(() => _udp.ReceiveAsync(_datagram.AsMemory()));
        _connecting = _tcp.ConnectAsync(host.Address, host.TcpPort);
    }

    public LinkState State { get; private set; }

    public string Problem { get; private set; } = "";

    public uint LocalIp { get; private set; }

    public int UdpPort { get; private set; }

    public int QueuedBytes => _outgoing.Count;

    public void Poll()
    {
        if (State == LinkState.Opening && _connecting.IsCompleted) Open();
        if (State == LinkState.Open) Flush();
    }

    public bool TryReceive([NotNullWhen(true)] out O2Message? message)
    {
        message = null;
        if (State != LinkState.Open) return false;
        _isUdpTurn = !_isUdpTurn;
        return _isUdpTurn
            ? TryReceiveDatagram(out message) || TryReceiveFrame(out message)
            : TryReceiveFrame(out message) || TryReceiveDatagram(out message);
    }

    public bool TrySend(O2Message message)
    {
        if (!message.Flags.IsReliable && _hostUdp is not null) return TrySendDatagram(message, _hostUdp);
        if (message.WireLength > ProtocolLimits.MaxTcpFrameBytes) return false;
        if (State == LinkState.Open)
        {
            MessageEncoder.WriteTcp(message, _outgoing);
            Flush();
        }

        return true;
    }

    public void WakeOnProgress(Action wake)
    {
        if (State == LinkState.Opening) _connecting.GetAwaiter().UnsafeOnCompleted(wake);
        _tcpReceipt.Watch(wake);
        _udpReceipt.Watch(wake);
    }

    public void EndSending()
    {
        if (State != LinkState.Open) return;
        try
        {
            _tcp.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException e)
        {
            Close(e.Message);
        }
    }

    public void Dispose()
    {
        State = LinkState.Closed;
        _tcp.Dispose();
        _udp.Dispose();
    }

    private void Open()
    {
        try
        {
            _connecting.GetAwaiter().GetResult();
            _tcp.Blocking = false;
            _tcp.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            _tcp.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveAfterSeconds);
            _tcp.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveEachSeconds);
            _tcp.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveTries);
            IPAddress local = ((IPEndPoint)_tcp.LocalEndPoint!).Address, remote = ((IPEndPoint)_tcp.RemoteEndPoint!).Address;
            _udp.Bind(new IPEndPoint(local, 0));
            if (_hostUdpPort > 0) _hostUdp = new IPEndPoint(remote, _hostUdpPort).Serialize();
            LocalIp = BinaryPrimitives.ReadUInt32BigEndian(local.GetAddressBytes());
            UdpPort = ((IPEndPoint)_udp.LocalEndPoint!).Port;
            State = LinkState.Open;
        }
        catch (SocketException e)
        {
            Close(e.Message);
        }
    }

    private void Flush()
    {
        while (_outgoing.Count > 0)
        {
            int sent = _tcp.Send(_outgoing.Span, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock) return;
            if (error != SocketError.Success)
            {
                Close(new SocketException((int)error).Message);
                return;
            }

            _outgoing.Remove(sent);
        }
    }

    private bool TrySendDatagram(O2Message message, SocketAddress to)
    {
        int size = MessageEncoder.GetUdpSize(message);
        if (size > ProtocolLimits.MaxDatagramBytes) return false;
        MessageEncoder.WriteUdp(message, _outgoingDatagram);
        try
        {
            _udp.SendTo(_outgoingDatagram.AsSpan(0, size), SocketFlags.None, to);
        }
        catch (SocketException)
        {
            // Best effort: no room, or no way to the host now. If the host is gone, TCP tells.
        }

        return true;
    }

    private bool TryReceiveFrame([NotNullWhen(true)] out O2Message? message)
    {
        message = null;
        while (State == LinkState.Open)
        {
            switch (TcpFramer.TryReadFrame(_stream.AsSpan(_head, _tail - _head), out int start, out int length))
            {
                case OperationStatus.Done:
                    ReadOnlyMemory<byte> body = _stream.AsMemory(_head + start, length);
                    _head += start + length;
                    if (MessageDecoder.TryDecode(body, _cache, mayMutate: false, out message, out O2ParseError error)) return true;
                    if (error.ClosesConnection) Close($"It sent what is no message ({error.Kind}).");
                    break;
                case OperationStatus.InvalidData:
                    Close("It sent a length that no message has.");
                    break;
                default:
                    if (!TryFill()) return false;
                    break;
            }
        }

        return false;
    }

    /// <summary>Takes what a receipt has brought.</summary>
    private bool TryFill()
    {
        try
        {
            if (!_tcpReceipt.TryTake(out int received)) return false;
            if (received == 0) Close("It closed the connection.");
            _tail += received;
            return received > 0;
        }
        catch (SocketException e)
        {
            Close(e.Message);
            return false;
        }
    }

    /// <summary>Receives behind what is left of the last receipt, which is moved to the front.</summary>
    private ValueTask<int> StartReceipt()
    {
        _stream.AsSpan(_head, _tail - _head).CopyTo(_stream);
        (_head, _tail) = (0, _tail - _head);
        return _tcp.ReceiveAsync(_stream.AsMemory(_tail));
    }

    private bool TryReceiveDatagram([NotNullWhen(true)] out O2Message? message)
    {
        message = null;
        try
        {
            while (_udpReceipt.TryTake(out int length))
            {
                if (MessageDecoder.TryDecode(_datagram.AsMemory(0, length), _cache, mayMutate: false, out message, out _)) return true;
            }
        }
        catch (SocketException)
        {
            // A host that has no UDP port, says the system; TCP tells whether it is still there.
        }

        return false;
    }

    private void Close(string problem)
    {
        if (State == LinkState.Closed) return;
        Problem = problem;
        Dispose();
    }
}
