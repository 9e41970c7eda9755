using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace O2.Actors;

/// <summary>What both kinds of <see cref="IDatagramSocket"/> on the real network do alike.</summary>
internal static class UdpSocket
{
    /// <summary>Made once for each endpoint object: a link sends to the same one as long as it lives.</summary>
    private static readonly ConditionalWeakTable<IPEndPoint, SocketAddress> Addresses = [];

    /// <summary>What a socket may hold while its owner gets no processor time; the system gives less where it has a limit (Linux: <c>net.core.rmem_max</c>).</summary>
    private const int ReceiveBufferBytes = 4 << 20;

    /// <summary>Opens a socket that does not block.</summary>
    public static Socket Open(IPAddress address, int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Blocking = false;
            socket.ReceiveBufferSize = ReceiveBufferBytes;
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a datagram; false when the system refuses it.</summary>
    public static bool Send(Socket socket, ReadOnlySpan<byte> datagram, IPEndPoint destination)
    {
        try
        {
            return QuickSockets.SendTo(socket, datagram, Addresses.GetValue(destination, static endPoint => endPoint.Serialize()));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
