using System.Net;
using System.Net.Sockets;

namespace OscOverInternet;

/// <summary>The line, for datagrams: some are lost, some overtake others.</summary>
internal sealed class DatagramLine : IDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Random _random = new(1);
    private readonly LineQuality _quality;
    private readonly IPEndPoint _to;
    private long _taken;

    public DatagramLine(LineQuality quality, IPEndPoint to)
    {
        _quality = quality;
        _to = to;
        _socket.Client.ReceiveBufferSize = 1 << 20;
        _ = CarryAsync();
    }

    /// <summary>Where datagrams go in.</summary>
    public IPEndPoint Entry => (IPEndPoint)_socket.Client.LocalEndPoint!;

    /// <summary>How many went in.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    public void Dispose() => _socket.Dispose();

    private async Task CarryAsync()
    {
        try
        {
            while (true)
            {
                var datagram = (await _socket.ReceiveAsync()).Buffer;
                Interlocked.Increment(ref _taken);
                if (_quality.Datagram(_random) is { } delay)
                    _ = DeliverAsync(datagram, delay);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The line is taken down.
        }
    }

    private async Task DeliverAsync(byte[] datagram, TimeSpan delay)
    {
        await Task.Delay(delay);
        try
        {
            await _socket.SendAsync(datagram, _to);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is lost.
        }
    }
}
