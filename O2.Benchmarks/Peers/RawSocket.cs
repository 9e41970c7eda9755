using System.Net;
using System.Net.Sockets;

namespace O2.Benchmarks;

/// <summary>A socket that blocks, or polls without a pause. Like the one of an O2 process, a UDP socket is not connected: it could talk to several others.</summary>
internal sealed class RawSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly bool _isPolling;
    private readonly SocketAddress? _partner;

    /// <param name="socket">The socket.</param>
    /// <param name="isPolling">Whether it polls.</param>
    /// <param name="partner">Where datagrams go; null for TCP.</param>
    public RawSocket(Socket socket, bool isPolling, EndPoint? partner)
    {
        _socket = socket;
        _isPolling = isPolling;
        _partner = partner?.Serialize();
        _socket.Blocking = !isPolling;
        if (socket.ProtocolType == ProtocolType.Tcp)
            _socket.NoDelay = true;
    }

    public static Socket Create(bool isTcp) => isTcp
        ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        : new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public void Send(ReadOnlySpan<byte> message)
    {
        if (_partner is null)
            _socket.Send(message);
        else
            _socket.SendTo(message, SocketFlags.None, _partner);
    }

    /// <returns>How many bytes came; 0 when the other side has closed.</returns>
    public int Receive(Span<byte> buffer)
    {
        if (!_isPolling)
            return _socket.Receive(buffer);
        while (true)
        {
            int count = _socket.Receive(buffer, SocketFlags.None, out var error);
            if (error == SocketError.Success)
                return count;
            if (error != SocketError.WouldBlock)
                throw new SocketException((int)error);
        }
    }

    public void Dispose() => _socket.Dispose();
}
