using System.Net;
using System.Net.Sockets;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>Who sends: a single message leaves in the call, a stream of them by the loop that serves the socket.</summary>
public sealed class BurstSpecs : IDisposable
{
    private const double Rapid = 1e-6, Calm = 10e-6;
    private const int CallsUntilBurst = 16;
    private readonly Loop _loop = new();
    private readonly Clock _clock = new();
    private readonly Socket _other;
    private readonly LoopConnection _connection;
    private readonly OutboundQueue _queue;

    public BurstSpecs()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(listener.LocalEndPoint!);
        _other = listener.Accept();
        _connection = new LoopConnection(_loop, _clock, socket);
        _queue = new OutboundQueue(_connection, 1 << 20, ThreadPoolBackground.Instance);
        _connection.Start(new Handler(_queue));
    }

    public void Dispose()
    {
        _connection.Socket.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void Messages_that_do_not_follow_each_other_at_once_leave_at_once()
    {
        Send(100, Calm);

        Assert.False(_connection.HasUnsent);
        Assert.Equal(Enumerable.Range(0, 100), Receive(100));
    }

    [Fact]
    public void In_a_stream_the_sender_adds_and_the_loop_sends_one_batch_in_a_round()
    {
        Send(CallsUntilBurst, Rapid);
        Assert.False(_connection.HasUnsent);

        Send(100, Rapid, first: CallsUntilBurst);
        Assert.True(_connection.HasUnsent);
        Assert.Equal(1, _loop.Updates);
        Assert.Equal(Enumerable.Range(0, CallsUntilBurst), Receive(CallsUntilBurst));

        _connection.SendMore();
        Assert.True(_connection.HasUnsent);
        _connection.SendMore();
        Assert.False(_connection.HasUnsent);

        Assert.Equal(Enumerable.Range(CallsUntilBurst, 100), Receive(100));
    }

    [Fact]
    public void A_stream_is_one_however_long_the_system_takes_for_a_call()
    {
        _clock.CallSeconds = 50e-6;

        Send(CallsUntilBurst + 1, Rapid);

        Assert.True(_connection.HasUnsent);
    }

    [Fact]
    public void After_a_pause_messages_leave_at_once_again()
    {
        Send(CallsUntilBurst + 5, Rapid);
        _connection.SendMore();
        _connection.SendMore();

        Send(3, Calm, first: CallsUntilBurst + 5);

        Assert.False(_connection.HasUnsent);
        Assert.Equal(Enumerable.Range(0, CallsUntilBurst + 8), Receive(CallsUntilBurst + 8));
    }

    [Fact]
    public void A_clock_that_stands_still_does_not_matter_to_the_order()
    {
        Send(200, pause: 0);
        while (_connection.HasUnsent)
            _connection.SendMore();

        Assert.Equal(Enumerable.Range(0, 200), Receive(200));
    }

    private void Send(int count, double pause, int first = 0)
    {
        for (int i = 0; i < count; i++)
        {
            _clock.Pass(pause);
            Assert.Equal(SendStatus.Sent, _queue.Add(O2Message.Create("/sink/x", GlobalTime.Immediately, reliable: true, first + i)));
        }
    }

    private IEnumerable<int> Receive(int count)
    {
        byte[] bytes = new byte[count * MessageEncoder.GetTcpSize(O2Message.Create("/sink/x", GlobalTime.Immediately, reliable: true, 0))];
        for (int received = 0; received < bytes.Length;)
            received += _other.Receive(bytes.AsSpan(received));
        for (int start = 0; start < bytes.Length;)
        {
            Assert.Equal(System.Buffers.OperationStatus.Done, TcpFramer.TryReadFrame(bytes.AsSpan(start), out int body, out int length));
            yield return Vectors.Wire.Decode(bytes.AsSpan(start + body, length)).AsView().Int32(0);
            start += body + length;
        }
    }

    /// <summary>Read before each system call and after it.</summary>
    private sealed class Clock : ILocalClock
    {
        private LocalTime _now = new(1000);
        private bool _isInCall;

        public double CallSeconds { get; set; }

        public LocalTime Now
        {
            get
            {
                _now += _isInCall ? CallSeconds : 0;
                _isInCall = !_isInCall;
                return _now;
            }
        }

        public void Pass(double seconds) => _now += seconds;
    }

    /// <summary>A loop without a thread.</summary>
    private sealed class Loop : SocketLoop
    {
        public int Updates { get; private set; }

        public override void Add(ILoopSocket socket)
        {
        }

        public override void Remove(ILoopSocket socket)
        {
        }

        public override void Update(ILoopSocket socket) => Updates++;

        protected override void Wake()
        {
        }

        protected override void Serve()
        {
        }
    }

    private sealed class Handler(OutboundQueue queue) : IStreamHandler
    {
        private readonly byte[] _buffer = new byte[16];

        public Memory<byte> GetReceiveBuffer() => _buffer;

        public bool OnReceived(int count) => true;

        public void OnSent() => queue.OnSent();

        public void OnClosed(Exception? error)
        {
        }
    }
}
