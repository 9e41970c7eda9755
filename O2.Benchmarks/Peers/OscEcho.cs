using System.Net;
using System.Net.Sockets;

namespace O2.Benchmarks;

/// <summary>The baseline of the OSC bridge: sends packets to <c>/ping</c> back to whoever sent them, and counts the others.</summary>
internal sealed class OscEcho : IPlainServer
{
    private readonly Socket _socket;

    public OscEcho(bool isTcp, Tally tally)
    {
        _socket = RawSocket.Create(isTcp);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (isTcp)
            _socket.Listen();
        new Thread(() => Guard(isTcp ? () => ServeStream(tally) : () => ServeDatagrams(tally))) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();

    private void ServeDatagrams(Tally tally)
    {
        byte[] buffer = new byte[1 << 16];
        SocketAddress sender = new(AddressFamily.InterNetwork);
        while (true)
        {
            int count = _socket.ReceiveFrom(buffer, SocketFlags.None, sender);
            if (buffer[OscBytes.LetterOf(isTcp: false)] == 'p')
                _socket.SendTo(buffer.AsSpan(0, count), SocketFlags.None, sender);
            else
                tally.Add(1);
        }
    }

    private void ServeStream(Tally tally)
    {
        byte[] buffer = new byte[1 << 16];
        using var client = _socket.Accept();
        client.NoDelay = true;
        int count;
        while ((count = client.Receive(buffer)) > 0)
        {
            if (buffer[OscBytes.LetterOf(isTcp: true)] == 'p')
                client.Send(buffer.AsSpan(0, count));
            else
                tally.Add(count / (OscBytes.Prefix + OscBytes.Packet));
        }
    }

    private static void Guard(Action serve)
    {
        try
        {
            serve();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }
}
