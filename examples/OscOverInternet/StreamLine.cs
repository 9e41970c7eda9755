using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace OscOverInternet;

/// <summary>The line, for TCP connections: what is lost comes again later, and holds up what is behind it, as TCP does it.</summary>
internal sealed class StreamLine : IDisposable
{
    private const int PacketBytes = 1400;
    private const int MaxUnderWay = 256;
    private readonly TcpListener _entry = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly LineQuality _quality;
    private readonly IPEndPoint _to;

    public StreamLine(LineQuality quality, IPEndPoint to)
    {
        _quality = quality;
        _to = to;
        _entry.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where connections go in.</summary>
    public IPEndPoint Entry => (IPEndPoint)_entry.LocalEndpoint;

    public void Dispose()
    {
        _end.Cancel();
        _entry.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _entry.AcceptSocketAsync(_end.Token));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The line is taken down.
        }
    }

    private async Task CarryAsync(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                await far.ConnectAsync(_to, _end.Token);
                await Task.WhenAny(CarryAsync(near, far, new Random(2)), CarryAsync(far, near, new Random(3)));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // One of the two is gone; both connections end.
            }
        }
    }

    /// <summary>One way. Ends when one of the sockets does.</summary>
    private async Task CarryAsync(Socket from, Socket to, Random random)
    {
        var underWay = Channel.CreateBounded<(TimeSpan Due, byte[] Packet)>(MaxUnderWay);
        var arriving = ArriveAsync(underWay.Reader, to);
        var due = TimeSpan.Zero;
        byte[] buffer = new byte[PacketBytes];
        while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
        {
            var arrival = Stopwatch.GetElapsedTime(0) + _quality.Stream(random);
            due = arrival > due ? arrival : due;
            await underWay.Writer.WriteAsync((due, buffer[..count]), _end.Token);
        }

        underWay.Writer.Complete();
        await arriving;
    }

    private async Task ArriveAsync(ChannelReader<(TimeSpan Due, byte[] Packet)> underWay, Socket to)
    {
        await foreach (var (due, packet) in underWay.ReadAllAsync(_end.Token))
        {
            var wait = due - Stopwatch.GetElapsedTime(0);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, _end.Token);
            for (int sent = 0; sent < packet.Length;)
                sent += await to.SendAsync(packet.AsMemory(sent), _end.Token);
        }
    }
}
