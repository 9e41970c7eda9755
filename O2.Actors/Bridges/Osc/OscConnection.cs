using System.Net;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors;

/// <summary>A TCP connection with an OSC program: cuts what it brings into packets, and sends what is put into its queue.</summary>
/// <remarks>
/// What it brings belongs to a client of the bridge, for which this is the link: when one of the two ends, the other does. Runs on the connection's receiving thread.
/// </remarks>
internal sealed class OscConnection : IStreamHandler, IBridgeLink
{
    private const int ReceiveBytes = 16 * 1024;
    private readonly IStreamConnection _connection;
    private readonly OscStreamReader _reader = new();
    private readonly byte[] _buffer = new byte[ReceiveBytes];
    private readonly InboundBudget _budget;
    private readonly BridgeClient _client;
    private bool _isOutOfStep;
    private long _lastPacket;

    public OscConnection(Bridge bridge, IStreamConnection connection, OutboundQueue outbound)
    {
        _connection = connection;
        Outbound = outbound;
        _budget = new InboundBudget(connection.Resume);
        _client = bridge.Connect(this, _budget);
    }

    /// <summary>Takes the packets; null when nobody wants them.</summary>
    public OscReceiver? Receiver { get; init; }

    /// <summary>Called before each packet that is taken.</summary>
    public Action<OscConnection>? Receiving { get; init; }

    /// <summary>Called once, when the connection has ended.</summary>
    public Action<OscConnection, string>? Closed { get; init; }

    /// <summary>What waits to be sent.</summary>
    public OutboundQueue Outbound { get; }

    /// <summary>How the other side frames its packets; null before the first.</summary>
    public OscFraming? Framing => _reader.Framing;

    /// <summary>Which packet of its port was the last that came by this connection, counted from 1; 0 before the first.</summary>
    public long LastPacket => Volatile.Read(ref _lastPacket);

    public IPEndPoint RemoteEndPoint => _connection.RemoteEndPoint;

    /// <summary>The client offers nothing: nobody sends to it.</summary>
    public bool HasRoom => false;

    public void Start() => _connection.Start(this);

    public SendStatus Send(O2Message message) => SendStatus.NoService;

    public Task WaitForRoomAsync(O2Message message) => Task.CompletedTask;

    /// <summary>Ends it in favour of another one.</summary>
    public void GiveWay() => _client.End("another connection takes its place");

    public void Close()
    {
        Outbound.Close();
        _connection.Dispose();
    }

    Memory<byte> IStreamHandler.GetReceiveBuffer() => _buffer;

    bool IStreamHandler.OnReceived(int count)
    {
        if (Receiver is { } receiver)
            Receive(receiver, _buffer.AsSpan(0, count));
        return !_isOutOfStep && !_budget.TryPause();
    }

    void IStreamHandler.OnSent() => Outbound.OnSent();

    void IStreamHandler.OnClosed(Exception? error)
    {
        string reason = error?.Message ?? "closed by the other side";
        Close();
        _client.End(reason);
        Closed?.Invoke(this, reason);
    }

    private void Receive(OscReceiver receiver, ReadOnlySpan<byte> bytes)
    {
        while (!_isOutOfStep && _reader.Read(bytes, out int consumed, out var packet) is not OscStreamStatus.NeedMoreData and var status)
        {
            bytes = bytes[consumed..];
            switch (status)
            {
                case OscStreamStatus.Packet:
                    Receiving?.Invoke(this);
                    if (receiver.Receive(packet, _client, isDatagram: false))
                        Volatile.Write(ref _lastPacket, receiver.Received);
                    break;
                case OscStreamStatus.Lost:
                    receiver.Refuse($"OSC packet of [{RemoteEndPoint}] is dropped: it is longer than {OscStreamReader.MaxPacketBytes} bytes, or no SLIP.");
                    break;
                case OscStreamStatus.OutOfStep:
                    _isOutOfStep = true;
                    receiver.Refuse($"OSC connection of [{RemoteEndPoint}] is closed: it sends a length that no packet has.");
                    _client.End("a length that no packet has");
                    break;
            }
        }
    }
}
