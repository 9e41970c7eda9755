using System.Net.Sockets;

namespace O2.Actors;

/// <summary>A host that lost its power or its cable sends no FIN; TCP keep-alive finds out within some 11 s (D3.81).</summary>
internal static class SilentLoss
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private const int Interval = 2;
    private const int Retries = 3;

    /// <summary>Lets a connection notice it.</summary>
    public static void Notice(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, (int)Quiet.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Interval);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Retries);
    }
}
