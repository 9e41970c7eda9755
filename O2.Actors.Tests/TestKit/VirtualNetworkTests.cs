using System.Net;
using System.Net.Sockets;
using O2.Actors.TestKit;

namespace O2.Actors.Tests.TestKit;

public sealed class VirtualNetworkTests
{
    private readonly VirtualClock _clock = new();
    private readonly VirtualNetwork _network;
    private readonly VirtualMachine _a, _b;

    public VirtualNetworkTests()
    {
        _network = new VirtualNetwork(_clock, seed: 5);
        (_a, _b) = (_network.AddMachine(), _network.AddMachine());
    }

    [Fact]
    public void Datagrams_arrive_after_the_latency_of_their_way()
    {
        _network.SetConditions(_a, _b, new LinkConditions { Latency = 0.030 });
        var (sender, receiver) = OpenDatagrams();
        Assert.True(sender.Socket.Send([1, 2, 3], receiver.At(_b)));
        _clock.Advance(0.0299);
        Assert.Empty(receiver.Received);
        _clock.Advance(0.0002);
        Assert.Equal([1, 2, 3], Assert.Single(receiver.Received));
    }

    [Fact]
    public void Datagrams_are_lost_doubled_and_overtaken_as_the_conditions_say()
    {
        _network.Conditions = new LinkConditions { Jitter = 0.010, Loss = 0.2, Duplication = 0.1 };
        var (sender, receiver) = OpenDatagrams();
        for (int i = 0; i < 1_000; i++)
            sender.Socket.Send(BitConverter.GetBytes(i), receiver.At(_b));
        _clock.Advance(1);
        List<int> numbers = [.. receiver.Received.Select(bytes => BitConverter.ToInt32(bytes))];
        Assert.InRange(numbers.Distinct().Count(), 750, 850);
        Assert.InRange(numbers.Count - numbers.Distinct().Count(), 50, 120);
        Assert.NotEqual(numbers.Order(), numbers);
    }

    [Fact]
    public void Datagrams_to_nobody_vanish_and_those_that_are_too_long_are_refused()
    {
        var (sender, _) = OpenDatagrams();
        Assert.True(sender.Socket.Send([1], new IPEndPoint(_b.Address, 9)));
        Assert.True(sender.Socket.Send([1], new IPEndPoint(IPAddress.Parse("10.0.9.9"), 9)));
        Assert.False(sender.Socket.Send(new byte[65_508], new IPEndPoint(_b.Address, 9)));
        _clock.Advance(1);
    }

    [Fact]
    public void Datagrams_that_came_before_the_start_are_received_at_the_start()
    {
        using IDatagramSocket early = _b.Transport.OpenDatagrams(IPAddress.Any, 0), sender = _a.Transport.OpenDatagrams(IPAddress.Any, 0);
        sender.Send([7], new IPEndPoint(_b.Address, early.Port));
        _clock.Advance(1);
        var receiver = new Datagrams(early);
        Assert.Empty(receiver.Received);
        _clock.Advance(1);
        Assert.Single(receiver.Received);
    }

    [Fact]
    public void Loopback_means_the_machine_itself()
    {
        IDatagramSocket socket = _a.Transport.OpenDatagrams(IPAddress.Loopback, 0);
        var receiver = new Datagrams(socket);
        _network.Conditions = new LinkConditions { Loss = 1 };
        socket.Send([1], new IPEndPoint(IPAddress.Loopback, socket.Port));
        socket.Send([2], new IPEndPoint(_a.Address, socket.Port));     // bound to loopback: not reached by the address
        _clock.Advance(1);
        Assert.Equal([1], Assert.Single(receiver.Received));
        Assert.Equal([_a.Address, IPAddress.Loopback], _a.Transport.LocalAddresses);
    }

    [Fact]
    public void Streams_keep_their_order_whatever_the_jitter_and_come_in_other_pieces()
    {
        _network.Conditions = new LinkConditions { Jitter = 0.020, Loss = 0.1 };
        var (client, server) = Connect();
        byte[] sent = [.. Enumerable.Range(0, 500).SelectMany(i => BitConverter.GetBytes(i))];
        for (int i = 0; i < 500; i++)
        {
            Assert.True(client.Connection.Send(sent.AsMemory(i * 4, 4)));
            _clock.Advance(0.0005);
        }
        _clock.Advance(5);
        Assert.Equal(sent, server.Bytes);
        Assert.NotEqual(500, server.Pieces);
    }

    [Fact]
    public void The_end_of_a_stream_comes_after_its_bytes()
    {
        var (client, server) = Connect();
        client.Connection.Send(new byte[10_000]);
        client.Connection.Shutdown();
        _clock.Advance(1);
        Assert.Equal(10_000, server.Bytes.Count);
        Assert.True(server.IsClosed);
        Assert.Null(server.Error);
        Assert.False(client.IsClosed);
        server.Connection.Send(new byte[] { 1 });
        server.Connection.Dispose();
        _clock.Advance(1);
        Assert.Single(client.Bytes);
        Assert.True(client.IsClosed);
        Assert.Null(client.Error);
        Assert.Equal(1, server.Closings);
    }

    [Fact]
    public void A_close_of_ones_own_is_told_once_and_the_other_side_sees_the_end()
    {
        var (client, server) = Connect();
        client.Connection.Dispose();
        client.Connection.Dispose();
        Assert.False(client.IsClosed);      // told by an event, not within the call
        _clock.Advance(1);
        Assert.Equal(1, client.Closings);
        Assert.True(server.IsClosed);
        Assert.Null(server.Error);
    }

    [Fact]
    public void What_is_sent_to_a_closed_connection_is_answered_by_a_reset()
    {
        var (client, server) = Connect();
        server.Connection.Dispose();
        client.Connection.Send(new byte[] { 1 });
        _clock.Advance(1);
        Assert.True(client.IsClosed);
        client.Connection.Dispose();
        _clock.Advance(1);
        Assert.Equal(1, client.Closings);
    }

    [Fact]
    public void A_sender_is_blocked_while_too_much_is_under_way()
    {
        _network.Conditions = new LinkConditions { BytesPerSecond = 1_000_000 };
        var (client, server) = Connect();
        Assert.False(client.Connection.Send(new byte[VirtualNetwork.SendBufferBytes + 1]));
        _clock.Advance(0.2);
        Assert.Equal(0, client.Sent);
        _clock.Advance(0.1);
        Assert.Equal(1, client.Sent);
        Assert.Equal(VirtualNetwork.SendBufferBytes + 1, server.Bytes.Count);
    }

    [Fact]
    public void A_connection_is_refused_where_nobody_listens_and_times_out_where_nobody_is()
    {
        Task<IStreamConnection> refused = _a.Transport.ConnectAsync(new IPEndPoint(_b.Address, 9), default);
        Task<IStreamConnection> nobody = _a.Transport.ConnectAsync(new IPEndPoint(IPAddress.Parse("10.0.9.9"), 9), default);
        _clock.Advance(0.1);
        AssertFails(SocketError.ConnectionRefused, refused);
        Assert.False(nobody.IsCompleted);
        _clock.Advance(VirtualNetwork.ConnectLimitSeconds);
        AssertFails(SocketError.TimedOut, nobody);
    }

    [Fact]
    public void A_connection_attempt_can_be_cancelled_and_outlives_a_short_cut()
    {
        using IStreamListener listener = _b.Transport.Listen(IPAddress.Any, 0);
        listener.Start(_ => { });
        _network.Cut(_a, _b);
        using var cancellation = new CancellationTokenSource();
        Task<IStreamConnection> cancelled = _a.Transport.ConnectAsync(new IPEndPoint(_b.Address, listener.Port), cancellation.Token);
        Task<IStreamConnection> patient = _a.Transport.ConnectAsync(new IPEndPoint(_b.Address, listener.Port), default);
        _clock.Advance(5);
        cancellation.Cancel();
        Assert.True(cancelled.IsCanceled);
        _network.Heal(_a, _b);
        _clock.Advance(2);
        Assert.True(patient.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Connections_that_came_before_the_start_are_accepted_at_the_start()
    {
        using IStreamListener listener = _b.Transport.Listen(IPAddress.Any, 0);
        Task<IStreamConnection> connected = _a.Transport.ConnectAsync(new IPEndPoint(_b.Address, listener.Port), default);
        _clock.Advance(1);
        List<IStreamConnection> accepted = [];
        listener.Start(accepted.Add);
        Assert.Empty(accepted);
        _clock.Advance(1);
        Assert.Equal(_a.Address, Assert.Single(accepted).RemoteEndPoint.Address);
        Assert.Equal(new IPEndPoint(_b.Address, listener.Port), (await connected).RemoteEndPoint);
    }

    [Fact]
    public void Ports_are_taken_once_and_free_again_afterwards()
    {
        IStreamListener listener = _a.Transport.Listen(IPAddress.Any, 8_000);
        Assert.Equal(SocketError.AddressAlreadyInUse, Assert.Throws<SocketException>(() => _a.Transport.Listen(IPAddress.Any, 8_000)).SocketErrorCode);
        Assert.Equal(SocketError.AddressNotAvailable, Assert.Throws<SocketException>(() => _a.Transport.Listen(_b.Address, 0)).SocketErrorCode);
        _b.Transport.Listen(IPAddress.Any, 8_000).Dispose();
        listener.Dispose();
        _a.Transport.Listen(IPAddress.Any, 8_000).Dispose();
    }

    [Fact]
    public void A_cut_loses_datagrams_and_stalls_streams_until_it_heals()
    {
        var (client, server) = Connect();
        var (sender, receiver) = OpenDatagrams();
        sender.Socket.Send([1], receiver.At(_b));
        client.Connection.Send(new byte[] { 1 });
        _network.Partition(_a);
        client.Connection.Send(new byte[] { 2 });
        sender.Socket.Send([2], receiver.At(_b));
        _clock.Advance(5);
        Assert.Empty(server.Bytes);
        _network.Heal();
        client.Connection.Send(new byte[] { 3 });
        _clock.Advance(1);
        Assert.Equal([1, 2, 3], server.Bytes);
        Assert.Empty(receiver.Received);
        Assert.False(client.IsClosed);
    }

    [Fact]
    public void After_a_long_cut_both_ends_give_up()
    {
        var (client, server) = Connect();
        _a.Unplug();
        _clock.Advance(5);
        _network.Heal();
        _a.Unplug();
        _clock.Advance(VirtualNetwork.SilenceLimitSeconds - 1);
        Assert.False(client.IsClosed);
        _clock.Advance(1);
        Assert.Equal(SocketError.TimedOut, Assert.IsType<SocketException>(client.Error).SocketErrorCode);
        Assert.Equal(SocketError.TimedOut, Assert.IsType<SocketException>(server.Error).SocketErrorCode);
    }

    [Fact]
    public void A_reset_ends_both_sides_and_loses_what_is_under_way()
    {
        var (client, server) = Connect();
        client.Connection.Send(new byte[] { 1 });
        _network.ResetConnections(_a, _b);
        _clock.Advance(1);
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(client.Error).SocketErrorCode);
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(server.Error).SocketErrorCode);
        Assert.Empty(server.Bytes);
    }

    [Fact]
    public void One_seed_gives_one_history_and_another_seed_another()
    {
        Assert.Equal(History(1), History(1));
        Assert.NotEqual(History(1), History(2));

        static List<double> History(int seed)
        {
            var tests = new VirtualNetworkTests(seed);
            tests._network.Conditions = new LinkConditions { Jitter = 0.010, Loss = 0.2 };
            var (sender, receiver) = tests.OpenDatagrams();
            List<double> arrivals = [];
            receiver.OnArrival = () => arrivals.Add(tests._clock.Now.Seconds);
            for (int i = 0; i < 100; i++)
                sender.Socket.Send([1], receiver.At(tests._b));
            tests._clock.Advance(1);
            return arrivals;
        }
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, 1.1)]
    public void Impossible_conditions_are_refused(double latency, double loss) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _network.Conditions = new LinkConditions { Latency = latency, Loss = loss });

    private VirtualNetworkTests(int seed)
    {
        _network = new VirtualNetwork(_clock, seed);
        (_a, _b) = (_network.AddMachine(), _network.AddMachine());
    }

    private (Datagrams Sender, Datagrams Receiver) OpenDatagrams() =>
        (new(_a.Transport.OpenDatagrams(IPAddress.Any, 0)), new(_b.Transport.OpenDatagrams(IPAddress.Any, 0)));

    private (Stream Client, Stream Server) Connect()
    {
        IStreamListener listener = _b.Transport.Listen(IPAddress.Any, 0);
        Stream? server = null;
        listener.Start(accepted => server = new Stream(accepted));
        Task<IStreamConnection> connecting = _a.Transport.ConnectAsync(new IPEndPoint(_b.Address, listener.Port), default);
        _clock.Advance(1);
        var client = new Stream(connecting.Result);
        _clock.Advance(1);
        return (client, server!);
    }

    private static void AssertFails(SocketError error, Task task) =>
        Assert.Equal(error, Assert.IsType<SocketException>(task.Exception!.InnerException).SocketErrorCode);

    private sealed class Datagrams : IDatagramHandler
    {
        private readonly byte[] _buffer = new byte[65_536];

        public Datagrams(IDatagramSocket socket)
        {
            Socket = socket;
            socket.Start(this);
        }

        public IDatagramSocket Socket { get; }
        public List<byte[]> Received { get; } = [];
        public Action? OnArrival { get; set; }
        public IPEndPoint At(VirtualMachine machine) => new(machine.Address, Socket.Port);
        public bool WantsSender => true;
        public Memory<byte> GetReceiveBuffer() => _buffer;

        public void OnDatagram(int count, DatagramSender sender)
        {
            Received.Add(_buffer[..count]);
            OnArrival?.Invoke();
        }
    }

    private sealed class Stream : IStreamHandler
    {
        private readonly byte[] _buffer = new byte[1_000];

        public Stream(IStreamConnection connection)
        {
            Connection = connection;
            connection.Start(this);
        }

        public IStreamConnection Connection { get; }
        public List<byte> Bytes { get; } = [];
        public int Pieces { get; private set; }
        public int Sent { get; private set; }
        public int Closings { get; private set; }
        public bool IsClosed => Closings > 0;
        public Exception? Error { get; private set; }
        public Memory<byte> GetReceiveBuffer() => _buffer;

        public bool OnReceived(int count)
        {
            Pieces++;
            Bytes.AddRange(_buffer.AsSpan(0, count));
            return true;
        }

        public void OnSent() => Sent++;

        public void OnClosed(Exception? error)
        {
            Closings++;
            Error = error;
        }
    }
}
