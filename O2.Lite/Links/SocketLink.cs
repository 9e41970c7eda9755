using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using O2.Protocol;

namespace O2.Lite;

/// <summary>A connection by TCP, with a UDP port beside it.</summary>
/// <remarks>
/// The UDP socket is bound to the address that the TCP connection uses, which is of the loopback interface only when the host is on this machine. While the
/// connection is only polled, the poller's thread makes every call; receipts that other threads complete are started for <see cref="WakeOnProgress"/> alone.
/// </remarks>
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
        if (State == LinkState.Opening && _connecting.IsCompleted)
            Open();
        if (State == LinkState.Open)
            Flush();
    }

    public bool TryReceive([NotNullWhen(true)] out O2Message? message)
    {
        while (State == LinkState.Open)
        {
            if (TryReadFrame(out message))
                return true;
            bool hasMore = State == LinkState.Open && TryFill();   // before the datagram, so that neither keeps the other out
            if (TryReceiveDatagram(out message))
                return true;
            if (!hasMore)
                return false;
        }

        message = null;
        return false;
    }

    public bool TrySend(O2Message message)
    {
        if (!message.Flags.IsReliable && _hostUdp is not null)
            return TrySendDatagram(message, _hostUdp);
        if (message.WireLength > ProtocolLimits.MaxTcpFrameBytes)
            return false;
        if (State == LinkState.Open)
        {
            MessageEncoder.WriteTcp(message, _outgoing);
            Flush();
        }

        return true;
    }

    public void WakeOnProgress(Action wake)
    {
        if (State == LinkState.Opening)
            _connecting.GetAwaiter().UnsafeOnCompleted(wake);
        if (State != LinkState.Open)
            return;
        _tcpReceipt.Start();
        _tcpReceipt.Watch(wake);
        _udpReceipt.Start();
        _udpReceipt.Watch(wake);
    }

    public void EndSending()
    {
        if (State != LinkState.Open)
            return;
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
            if (_hostUdpPort > 0)
                _hostUdp = new IPEndPoint(remote, _hostUdpPort).Serialize();
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
            if (error == SocketError.WouldBlock)
                return;
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
        if (size > ProtocolLimits.MaxDatagramBytes)
            return false;
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

    /// <summary>Reads the next frame of what has come.</summary>
    private bool TryReadFrame([NotNullWhen(true)] out O2Message? message)
    {
        message = null;
        while (TcpFramer.TryReadFrame(_stream.AsSpan(_head, _tail - _head), out int start, out int length) is OperationStatus.Done)
        {
            ReadOnlyMemory<byte> body = _stream.AsMemory(_head + start, length);
            _head += start + length;
            if (MessageDecoder.TryDecode(body, _cache, mayMutate: false, out message, out O2ParseError error))
                return true;
            if (!error.ClosesConnection)
                continue;
            Close($"It sent what is no message ({error.Kind}).");
            return false;
        }

        return false;
    }

    /// <summary>Takes what has come by TCP; checks the length of the frame that is not all there.</summary>
    /// <returns>Whether something came.</returns>
    private bool TryFill()
    {
        if (TcpFramer.TryReadFrame(_stream.AsSpan(_head, _tail - _head), out _, out _) == OperationStatus.InvalidData)
        {
            Close("It sent a length that no message has.");
            return false;
        }

        int received;
        SocketError error;
        if (_tcpReceipt.IsUnderWay)
        {
            if (!TryTakeReceipt(_tcpReceipt, out received, out error))
                return false;
        }
        else
        {
            MoveToFront();
            received = _tcp.Receive(_stream.AsSpan(_tail), SocketFlags.None, out error);
        }

        if (error == SocketError.WouldBlock)
            return false;
        if (error != SocketError.Success)
            Close(new SocketException((int)error).Message);
        else if (received == 0)
            Close("It closed the connection.");
        _tail += received;
        return received > 0;
    }

    private bool TryReceiveDatagram([NotNullWhen(true)] out O2Message? message)
    {
        message = null;
        if (State != LinkState.Open)
            return false;
        SocketError error = SocketError.Success;
        while (error == SocketError.Success)   // others mean that nothing came, or that the host has no UDP port, which is no matter: TCP tells whether it is there
        {
            int length;
            if (!_udpReceipt.IsUnderWay)
                length = _udp.Receive(_datagram, SocketFlags.None, out error);
            else if (!TryTakeReceipt(_udpReceipt, out length, out error))
                return false;
            if (error == SocketError.Success && MessageDecoder.TryDecode(_datagram.AsMemory(0, length), _cache, mayMutate: false, out message, out _))
                return true;
        }

        return false;
    }

    /// <summary>Receives behind what is left of the last receipt.</summary>
    private ValueTask<int> StartReceipt()
    {
        MoveToFront();
        return _tcp.ReceiveAsync(_stream.AsMemory(_tail));
    }

    private void MoveToFront()
    {
        _stream.AsSpan(_head, _tail - _head).CopyTo(_stream);
        (_head, _tail) = (0, _tail - _head);
    }

    private static bool TryTakeReceipt(Pending<int> receipt, out int received, out SocketError error)
    {
        (received, error) = (0, SocketError.Success);
        try
        {
            return receipt.TryTake(out received);
        }
        catch (SocketException e)
        {
            error = e.SocketErrorCode;
            return true;
        }
    }

    private void Close(string problem)
    {
        if (State == LinkState.Closed)
            return;
        Problem = problem;
        Dispose();
    }
}
