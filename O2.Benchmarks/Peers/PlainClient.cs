using System.Net;

namespace O2.Benchmarks;

/// <summary>The side of a baseline that begins: plain .NET sockets, all on the caller's thread.</summary>
internal abstract class PlainClient : IDisposable
{
    private readonly RawSocket _socket;
    private readonly byte[] _question;
    private readonly byte[] _oneWay;
    private readonly byte[] _answer;

    /// <param name="isTcp">Whether by TCP; else by UDP.</param>
    /// <param name="isPolling">Whether it polls without a pause; else it blocks.</param>
    /// <param name="port">Where the server listens, on this machine.</param>
    /// <param name="question">What is answered by as many bytes.</param>
    /// <param name="oneWay">What is not answered.</param>
    protected PlainClient(bool isTcp, bool isPolling, int port, byte[] question, byte[] oneWay)
    {
        var server = new IPEndPoint(IPAddress.Loopback, port);
        var socket = RawSocket.Create(isTcp);
        if (isTcp)
            socket.Connect(server);
        else
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket = new RawSocket(socket, isPolling, isTcp ? null : server);
        (_question, _oneWay, _answer) = (question, oneWay, new byte[question.Length]);
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

    /// <summary>Sends messages as quickly as they are taken, each by a call of its own; when that began.</summary>
    public long Blast(int count)
    {
        long start = Ticks.Now;
        for (int i = 0; i < count; i++)
            _socket.Send(_oneWay);
        return start;
    }

    public void Dispose() => _socket.Dispose();

    protected void Send(ReadOnlySpan<byte> message) => _socket.Send(message);

    /// <summary>Asks, and waits for the answer.</summary>
    /// <returns>The answer; valid until the next one.</returns>
    protected ReadOnlySpan<byte> Exchange()
    {
        _socket.Send(_question);
        for (int received = 0; received < _answer.Length;)
        {
            int count = _socket.Receive(_answer.AsSpan(received));
            received += count > 0 ? count : throw new EndOfStreamException("The server has closed the connection.");
        }

        return _answer;
    }
}
