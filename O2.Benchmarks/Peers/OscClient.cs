using System.Net;

namespace O2.Benchmarks;

/// <summary>Sends OSC packets and takes the answers, all on the caller's thread.</summary>
internal sealed class OscClient : IDisposable
{
    private readonly RawSocket _socket;
    private readonly byte[] _ping;
    private readonly byte[] _note;
    private readonly byte[] _answer = new byte[OscBytes.Prefix + OscBytes.Packet];

    public OscClient(bool isTcp, int port)
    {
        var server = new IPEndPoint(IPAddress.Loopback, port);
        var socket = RawSocket.Create(isTcp);
        if (isTcp)
            socket.Connect(server);
        else
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket = new RawSocket(socket, isPolling: false, isTcp ? null : server);
        (_ping, _note) = (OscBytes.Of("/ping", isTcp), OscBytes.Of("/note", isTcp));
    }

    /// <summary>Measures round trips, in microseconds.</summary>
    public double[] Ping(int count)
    {
        var samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            long start = Ticks.Now;
            _socket.Send(_ping);
            for (int received = 0; received < _ping.Length;)
                received += _socket.Receive(_answer.AsSpan(received, _ping.Length - received)) is > 0 and var some ? some : throw new EndOfStreamException();
            samples[i] = Ticks.ToMicroseconds(Ticks.Now - start);
        }

        return samples;
    }

    /// <summary>Sends packets as quickly as they are taken, each by a call of its own; when that began.</summary>
    public long Blast(int count)
    {
        long start = Ticks.Now;
        for (int i = 0; i < count; i++)
            _socket.Send(_note);
        return start;
    }

    public void Dispose() => _socket.Dispose();
}
