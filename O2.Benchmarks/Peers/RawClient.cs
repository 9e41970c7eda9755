using System.Buffers.Binary;
using System.Net;

namespace O2.Benchmarks;

/// <summary>Sends to a <see cref="RawServer"/> and takes its answers, all on the caller's thread.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly RawSocket _socket;
    private readonly byte[] _message;
    private readonly byte[] _answer = new byte[WireSize.Tcp];

    public RawClient(bool isTcp, bool isPolling, int port)
    {
        var server = new IPEndPoint(IPAddress.Loopback, port);
        var socket = RawSocket.Create(isTcp);
        if (isTcp)
            socket.Connect(server);
        else
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket = new RawSocket(socket, isPolling, isTcp ? null : server);
        _message = new byte[isTcp ? WireSize.Tcp : WireSize.Udp];
        if (!isTcp)
            _socket.Send([0]); // says who we are
    }

    /// <summary>Measures round trips, in microseconds.</summary>
    public double[] Ping(int count)
    {
        var samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            long start = Ticks.Now;
            Exchange();
            samples[i] = Ticks.ToMicroseconds(Ticks.Now - start);
        }

        return samples;
    }

    /// <summary>Estimates the offset of the server's clock, which is ours, from one exchange at a time: by how many microseconds each is wrong.</summary>
    public double[] CompareClocks(int count)
    {
        var samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            long start = Ticks.Now;
            Exchange();
            long middle = start + (Ticks.Now - start) / 2;
            samples[i] = Math.Abs(Ticks.ToMicroseconds(BinaryPrimitives.ReadInt64LittleEndian(_answer.AsSpan(RawServer.TimeOffset)) - middle));
        }

        return samples;
    }

    /// <summary>Sends messages as quickly as they are taken, each by a call of its own; when that began.</summary>
    public long Blast(int count)
    {
        long start = Ticks.Now;
        _message[0] = 0;
        for (int i = 0; i < count; i++)
            _socket.Send(_message);
        return start;
    }

    public void Dispose() => _socket.Dispose();

    private void Exchange()
    {
        _message[0] = RawServer.Echo;
        _socket.Send(_message);
        for (int received = 0; received < _message.Length;)
        {
            int count = _socket.Receive(_answer.AsSpan(received, _message.Length - received));
            received += count > 0 ? count : throw new EndOfStreamException("The raw server has closed the connection.");
        }
    }
}
