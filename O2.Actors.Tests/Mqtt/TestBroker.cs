using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Text;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Mqtt;

/// <summary>A small MQTT broker for tests, on a virtual network or a real one. It does what the test says, and remembers what clients did.</summary>
/// <remarks>Topics are compared as they are. Thread-safe by one lock.</remarks>
internal sealed class TestBroker : IDisposable
{
    private readonly ITransport _transport;
    private readonly Lock _lock = new();
    private readonly List<Client> _clients = [];
    private readonly List<MqttPacketType> _packets = [];
    private readonly List<(string Topic, byte[] Payload, byte Flags)> _publications = [];
    private readonly List<byte[]> _connects = [];
    private IStreamListener _listener;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TestBroker(ITransport transport, int port = 0)
    {
        _transport = transport;
        _listener = Listen(port);
        Port = _listener.Port;
    }

    /// <summary>Where clients connect.</summary>
    public int Port { get; }

    /// <summary>How CONNECT is answered.</summary>
    public MqttConnectCode Answer { get; set; }

    /// <summary>Topics that may not be read.</summary>
    public string? RefusedTopic { get; set; }

    /// <summary>Whether it takes everything and answers nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether publications are not acknowledged before <see cref="Acknowledge"/>.</summary>
    public bool HoldsAcknowledgements { get; set; }

    /// <summary>Whether it forgets the wills of clients that vanish.</summary>
    public bool IsSilentAboutWills { get; set; }

    /// <summary>The kinds of packets that have come, of all clients.</summary>
    public IReadOnlyList<MqttPacketType> Packets => Copy(_packets);

    /// <summary>What has been published, wills included, with the four flags.</summary>
    public IReadOnlyList<(string Topic, byte[] Payload, byte Flags)> Publications => Copy(_publications);

    /// <summary>The bodies of the CONNECT packets.</summary>
    public IReadOnlyList<byte[]> Connects => Copy(_connects);

    /// <summary>How many clients it serves.</summary>
    public int ClientCount => Copy(_clients).Count(client => client.Topics.Count > 0);

    /// <summary>Breaks all connections, and accepts none until <see cref="Restart"/>.</summary>
    public void Stop()
    {
        _listener.Dispose();
        foreach (var client in Copy(_clients))
            client.Drop();
    }

    /// <summary>Accepts connections again, at the same port.</summary>
    public void Restart() => _listener = Listen(Port);

    /// <summary>Breaks the connections, as a failure would: wills are published.</summary>
    public void DropClients()
    {
        foreach (var client in Copy(_clients))
            client.Drop();
    }

    /// <summary>Acknowledges what was held back, and from now on at once.</summary>
    public void Acknowledge()
    {
        HoldsAcknowledgements = false;
        foreach (var client in Copy(_clients))
            client.Acknowledge();
    }

    /// <summary>Publishes as some client would.</summary>
    public void Publish(string topic, ReadOnlySpan<byte> payload) => Publish(topic, payload.ToArray(), 0);

    /// <summary>Sends bytes to every client, whatever they are.</summary>
    public void SendRaw(byte[] bytes)
    {
        foreach (var client in Copy(_clients))
            client.Send(bytes);
    }

    /// <summary>Waits, over real sockets, until something is true of what has come, no longer than a living program takes.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));   // in all: processes that meet have news for ever
        while (true)
        {
            Task news = Volatile.Read(ref _news).Task;
            if (condition())
                return;
            await news.WaitAsync(limit.Token);
        }
    }

    public void Dispose() => Stop();

    private IStreamListener Listen(int port)
    {
        var listener = _transport.Listen(IPAddress.Any, port);
        listener.Start(connection => new Client(this, connection).Start());
        return listener;
    }

    private void Publish(string topic, byte[] payload, byte flags)
    {
        lock (_lock)
            _publications.Add((topic, payload, flags));
        foreach (var client in Copy(_clients))
            client.Offer(topic, payload, (MqttQuality)((flags >> 1) & 1));
        TellNews();
    }

    private void TellNews() => Interlocked.Exchange(ref _news, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    private List<T> Copy<T>(List<T> list)
    {
        lock (_lock)
            return [.. list];
    }

    private sealed class Client(TestBroker broker, IStreamConnection connection) : IStreamHandler
    {
        private readonly byte[] _arriving = new byte[4096];
        private readonly OutboundQueue _outbound = new(connection, 1 << 24, ThreadPoolBackground.Instance);
        private readonly List<ushort> _owed = [];
        private byte[] _unread = [];
        private (string Topic, byte[] Payload)? _will;

        public Dictionary<string, MqttQuality> Topics { get; } = [];

        public void Start()
        {
            lock (broker._lock)
                broker._clients.Add(this);
            connection.Start(this);
        }

        public void Drop() => connection.Dispose();

        public void Send(byte[] packet) => _outbound.Add(packet, always: true);

        public void Acknowledge()
        {
            foreach (ushort id in broker.Copy(_owed))
                Send(MqttWriter.PublishAnswer(id));
        }

        public void Offer(string topic, byte[] payload, MqttQuality quality)
        {
            MqttQuality granted;
            lock (broker._lock)
            {
                if (!Topics.TryGetValue(topic, out granted))
                    return;
            }

            var used = quality < granted ? quality : granted;
            Send(MqttWriter.Publish(topic, payload, used, used == MqttQuality.AtMostOnce ? (ushort)0 : (ushort)7));
        }

        Memory<byte> IStreamHandler.GetReceiveBuffer() => _arriving;

        bool IStreamHandler.OnReceived(int count)
        {
            _unread = [.. _unread, .. _arriving.AsSpan(0, count)];
            while (MqttFramer.TryReadPacket(_unread, out var header) == OperationStatus.Done)
            {
                var body = _unread.AsSpan(header.BodyStart, header.BodyLength).ToArray();
                _unread = _unread[header.TotalLength..];
                lock (broker._lock)
                    broker._packets.Add(header.Type);
                broker.TellNews();
                if (!broker.IsSilent)
                    Take(header, body);
            }

            return true;
        }

        void IStreamHandler.OnSent() => _outbound.OnSent();

        void IStreamHandler.OnClosed(Exception? error)
        {
            lock (broker._lock)
                broker._clients.Remove(this);
            connection.Dispose();
            if (_will is { } will && !broker.IsSilentAboutWills)
                broker.Publish(will.Topic, will.Payload, 0);
        }

        private void Take(MqttHeader header, byte[] body)
        {
            switch (header.Type)
            {
                case MqttPacketType.Connect:
                    lock (broker._lock)
                        broker._connects.Add(body);
                    _will = ReadWill(body);
                    Send([0x20, 2, 0, (byte)broker.Answer]);
                    break;
                case MqttPacketType.Subscribe:
                    string topic = Encoding.UTF8.GetString(body.AsSpan(4, BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(2))));
                    bool isRefused = topic == broker.RefusedTopic;
                    lock (broker._lock)
                    {
                        if (!isRefused)
                            Topics[topic] = (MqttQuality)body[^1];
                    }

                    Send([0x90, 3, body[0], body[1], isRefused ? (byte)0x80 : body[^1]]);
                    break;
                case MqttPacketType.Publish when MqttPublish.TryRead(header.Flags, body, out var publish):
                    if (publish.Quality == MqttQuality.AtLeastOnce && broker.HoldsAcknowledgements)
                        Owe(publish.PacketId);
                    else if (publish.Quality == MqttQuality.AtLeastOnce)
                        Send(MqttWriter.PublishAnswer(publish.PacketId));
                    broker.Publish(Encoding.UTF8.GetString(publish.Topic), publish.Payload.ToArray(), header.Flags);
                    break;
                case MqttPacketType.Ping:
                    Send([0xD0, 0]);
                    break;
                case MqttPacketType.Disconnect:
                    _will = null;
                    break;
            }
        }

        private void Owe(ushort id)
        {
            lock (broker._lock)
                _owed.Add(id);
        }

        private static (string, byte[])? ReadWill(byte[] connect)
        {
            if ((connect[7] & 4) == 0)
                return null;
            var rest = connect.AsSpan(10);
            ReadText(ref rest);
            return (Encoding.UTF8.GetString(ReadText(ref rest)), ReadText(ref rest));
        }

        private static byte[] ReadText(ref Span<byte> rest)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
            byte[] text = rest.Slice(2, length).ToArray();
            rest = rest[(2 + length)..];
            return text;
        }
    }
}
