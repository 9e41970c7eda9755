using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace O2.Benchmarks;

/// <summary>Serves one client: sends back messages that begin with <see cref="Echo"/>, with the time written into them, and counts the others.</summary>
internal sealed class RawServer : IPlainServer
{
    public const byte Echo = (byte)'e';

    /// <summary>Where the time stands in an answer.</summary>
    public const int TimeOffset = 8;

    private readonly Socket _socket;

    public RawServer(bool isTcp, bool isPolling, Tally tally)
    {
        _socket = RawSocket.Create(isTcp);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (isTcp)
            _socket.Listen();
        int size = isTcp ? WireSize.Tcp : WireSize.Udp;
        new Thread(() => Serve(() => isTcp ? new RawSocket(_socket.Accept(), isPolling, null) : AcceptDatagrams(isPolling), size, tally)) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();

    private static void Serve(Func<RawSocket> accept, int messageBytes, Tally tally)
    {
        byte[] buffer = new byte[1 << 16];
        try
        {
            using var client = accept();
            int count;
            while ((count = client.Receive(buffer)) > 0)
            {
                if (buffer[0] == Echo)
                    client.Send(Stamp(buffer.AsSpan(0, count)));
                else
                    tally.Add(count / messageBytes);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    /// <summary>The first datagram tells who the client is.</summary>
    private RawSocket AcceptDatagrams(bool isPolling)
    {
        EndPoint client = new IPEndPoint(IPAddress.Any, 0);
        _socket.ReceiveFrom(new byte[1], ref client);
        return new RawSocket(_socket, isPolling, client);
    }

    private static Span<byte> Stamp(Span<byte> message)
    {
        BinaryPrimitives.WriteInt64LittleEndian(message[TimeOffset..], Ticks.Now);
        return message;
    }
}
