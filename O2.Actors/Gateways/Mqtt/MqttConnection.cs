using System.Buffers;
using System.Text;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>Cuts the byte stream from a broker into packets: messages go to the handler, others to the client's session.</summary>
/// <remarks>What is longer than we read is acknowledged and skipped by its length, without being kept. Runs on the connection's receiving thread.</remarks>
internal sealed class MqttConnection : IStreamHandler
{
    private const int MinimumFree = 4096;
    private readonly OwnMqttClient _client;
    private readonly IStreamConnection _stream;
    private readonly IMqttHandler _handler;
    private readonly (string Text, byte[] Bytes)[] _topics;
    private readonly ReceiveBuffer _buffer = new(MqttLimits.MaxPacketBytes + MinimumFree);
    private int _toSkip;
    private bool _isBroken;
    private int _paused;

    public MqttConnection(OwnMqttClient client, IStreamConnection stream, MqttSetup setup, IBackground background)
    {
        _client = client;
        _stream = stream;
        _handler = setup.Handler;
        _topics = [.. setup.Topics.Select(topic => (topic, Encoding.UTF8.GetBytes(topic)))];
        Outbound = new OutboundQueue(stream, setup.QueueBytes, background);
    }

    /// <summary>What waits to be sent.</summary>
    public OutboundQueue Outbound { get; }

    /// <summary>Whether nothing is read at the moment.</summary>
    public bool IsPaused => Volatile.Read(ref _paused) != 0;

    /// <summary>Begins to receive.</summary>
    public void Start() => _stream.Start(this);

    /// <summary>Goes on receiving, if nothing is read at the moment: what there is room for again may have come by the connection before.</summary>
    public void Resume()
    {
        if (Interlocked.Exchange(ref _paused, 0) != 0)
            _stream.Resume();
    }

    /// <summary>Ends our side after what was sent.</summary>
    public void Shutdown()
    {
        Outbound.Close();
        _stream.Shutdown();
    }

    /// <summary>Closes at once.</summary>
    public void Close()
    {
        Outbound.Close();
        _stream.Dispose();
    }

    Memory<byte> IStreamHandler.GetReceiveBuffer() => _buffer.GetFree(MinimumFree);

    bool IStreamHandler.OnReceived(int count)
    {
        _buffer.Commit(count);
        _client.OnHeard();
        TakePackets();
        Volatile.Write(ref _paused, 1);
        return !_isBroken && !_handler.TryPause() && Interlocked.Exchange(ref _paused, 0) != 0;   // 0: resumed already
    }

    void IStreamHandler.OnSent() => Outbound.OnSent();

    void IStreamHandler.OnClosed(Exception? error)
    {
        Close();
        _client.OnClosed(this, error is null ? "The broker has closed the connection." : $"The connection to the broker is lost: {error.Message}");
    }

    private void TakePackets()
    {
        while (!_isBroken)
        {
            int skipped = Math.Min(_toSkip, _buffer.Unread.Length);
            _toSkip -= skipped;
            _buffer.Consume(skipped);
            var status = MqttFramer.TryReadPacket(_buffer.Unread, out var header);
            if (header.TotalLength > MqttLimits.MaxPacketBytes)
                status = Skip(header);
            else if (status == OperationStatus.Done)
                Take(header);
            if (status == OperationStatus.InvalidData)
                Break();
            else if (status == OperationStatus.NeedMoreData)
                return;
        }
    }

    /// <summary>Passes over a packet. A message is acknowledged all the same, as soon as its id has come: a broker sends nothing more when it waits for too many.</summary>
    private OperationStatus Skip(MqttHeader header)
    {
        bool isMessage = header.Type == MqttPacketType.Publish;
        ushort packetId = 0;
        var status = isMessage ? MqttPublish.TryReadPacketId(header, _buffer.Unread[header.BodyStart..], out packetId) : OperationStatus.Done;
        if (status != OperationStatus.Done)
            return status;
        _toSkip = header.TotalLength;
        if (isMessage && _client.OnPublish(packetId))
            _handler.OnSkipped(header.TotalLength);
        return status;
    }

    private void Take(MqttHeader header)
    {
        var body = _buffer.Unread.Slice(header.BodyStart, header.BodyLength);
        if (header.Type != MqttPacketType.Publish)
            _client.OnPacket(header, body);
        else if (!MqttPublish.TryRead(header.Flags, body, out var publish))
            Break();
        else if (_client.OnPublish(publish.PacketId) && FindTopic(publish.Topic) is { } topic)
            _handler.OnMessage(topic, publish.Payload);
        _buffer.Consume(header.TotalLength);
    }

    /// <summary>Only topics that were asked for can come.</summary>
    private string? FindTopic(ReadOnlySpan<byte> topic)
    {
        foreach (var (text, bytes) in _topics)
        {
            if (topic.SequenceEqual(bytes))
                return text;
        }

        return null;
    }

    private void Break()
    {
        _isBroken = true;
        _client.OnMalformed(this);
    }
}
