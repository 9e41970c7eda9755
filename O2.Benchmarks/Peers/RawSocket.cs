using System.Net.Sockets;

namespace O2.Benchmarks;

/// <summary>A connected socket that blocks, or polls without a pause.</summary>
internal sealed class RawSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly bool _isPolling;

    public RawSocket(Socket socket, bool isPolling)
    {
        _socket = socket;
        _isPolling = isPolling;
        _socket.Blocking = !isPolling;
        if (socket.ProtocolType == ProtocolType.Tcp)
            _socket.NoDelay = true;
    }

    public static Socket Create(bool isTcp) => isTcp
        ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        : new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public void Send(ReadOnlySpan<byte> message) => _socket.Send(message);

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
