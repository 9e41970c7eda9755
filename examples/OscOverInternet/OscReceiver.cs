using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace OscOverInternet;

/// <summary>An OSC program that hears fader moves, by UDP and by TCP (each packet behind its length).</summary>
internal sealed class OscReceiver : IDisposable
{
    private readonly UdpClient _datagrams = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Tally _tally;

    public OscReceiver(Tally tally)
    {
        _tally = tally;
        _datagrams.Client.ReceiveBufferSize = 1 << 20;
        _listener.Start();
        _ = Until(HearDatagramsAsync());
        _ = Until(HearConnectionAsync());
    }

    public IPEndPoint UdpAddress => (IPEndPoint)_datagrams.Client.LocalEndPoint!;

    public IPEndPoint TcpAddress => (IPEndPoint)_listener.LocalEndpoint;

    public void Dispose()
    {
        _datagrams.Dispose();
        _listener.Dispose();
    }

    private static async Task Until(Task end)
    {
        try
        {
            await end;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The receiver, or who has sent to it, is gone.
        }
    }

    private async Task HearDatagramsAsync()
    {
        while (true)
            Hear((await _datagrams.ReceiveAsync()).Buffer);
    }

    private async Task HearConnectionAsync()
    {
        using var connection = await _listener.AcceptTcpClientAsync();
        var stream = connection.GetStream();
        byte[] length = new byte[sizeof(int)];
        while (await stream.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false) == length.Length)
        {
            byte[] packet = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            await stream.ReadExactlyAsync(packet);
            Hear(packet);
        }
    }

    private void Hear(byte[] packet)
    {
        if (FaderMessage.TryRead(packet, out int number, out var delay))
            _tally.Take(number, delay);
    }
}
