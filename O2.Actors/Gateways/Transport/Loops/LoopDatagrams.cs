using System.Net;
using System.Net.Sockets;

namespace O2.Actors;

/// <summary>A UDP socket that a <see cref="SocketLoop"/> serves.</summary>
internal sealed class LoopDatagrams : IDatagramSocket, ILoopSocket
{
    /// <summary>How many datagrams are taken at once, before other sockets have their turn.</summary>
    private const int MaxBurst = 64;

    private readonly SocketLoop _loop;
    private readonly SocketAddress _sender = new(AddressFamily.InterNetwork);
    private IDatagramHandler? _handler;

    public LoopDatagrams(SocketLoop loop, IPAddress address, int port)
    {
        _loop = loop;
        Socket = UdpSocket.Open(address, port);
        Port = ((IPEndPoint)Socket.LocalEndPoint!).Port;
    }

    public Socket Socket { get; }

    public int Port { get; }

    public bool HasUnsent => false;

    public bool IsPaused => false;

    public void Start(IDatagramHandler handler)
    {
        _handler = handler;
        _loop.Add(this);
    }

    public bool Send(ReadOnlySpan<byte> datagram, IPEndPoint destination) => UdpSocket.Send(Socket, datagram, destination);

    /// <summary>The port is free when this returns.</summary>
    public void Dispose() => _loop.PostAndWait(() =>
    {
        _loop.Remove(this);
        Socket.Dispose();
    });

    public bool Receive()
    {
        bool hasReceived = false;
        for (int i = 0; i < MaxBurst && ReceiveOne(); i++)
            hasReceived = true;
        return hasReceived;
    }

    /// <summary>There is nothing to send later: what the system does not take at once is lost.</summary>
    public void SendMore()
    {
    }

    /// <summary>The port works on.</summary>
    public void Fail(Exception error)
    {
    }

    private bool ReceiveOne()
    {
        if (_handler!.WantsSender)
            return ReceiveOneWithSender(_handler);
        int count = QuickSockets.Receive(Socket, _handler.GetReceiveBuffer().Span, out var error);
        if (error == SocketError.WouldBlock)
            return false;
        // Other errors: an ICMP "port unreachable" of an earlier send, or a datagram that was cut; the port works on.
        if (error == SocketError.Success)
            _handler.OnDatagram(count, default);
        return true;
    }

    /// <summary>To ask for the sender of nothing would throw, so whether there is something is asked first.</summary>
    private bool ReceiveOneWithSender(IDatagramHandler handler)
    {
        try
        {
            if (!Socket.Poll(0, SelectMode.SelectRead))
                return false;
            int count = Socket.ReceiveFrom(handler.GetReceiveBuffer().Span, SocketFlags.None, _sender);
            handler.OnDatagram(count, DatagramSender.From(_sender));
        }
        catch (SocketException e) when (e.SocketErrorCode != SocketError.WouldBlock)
        {
            // As above.
        }
        catch (SocketException)
        {
            return false;
        }

        return true;
    }
}
