using O2.Protocol;

namespace O2.Actors;

/// <summary>Takes the packets that come to a UDP socket.</summary>
/// <remarks>Runs on the socket's receiving thread. Empty datagrams are ignored (D5.3).</remarks>
internal sealed class OscDatagrams : IDatagramHandler
{
    private readonly byte[] _arrival = new byte[ProtocolLimits.MaxDatagramBytes];
    private readonly Bridge _bridge;
    private readonly OscReceiver _receiver;
    private BridgeClient? _client;

    public OscDatagrams(Bridge bridge, OscReceiver receiver)
    {
        _bridge = bridge;
        _receiver = receiver;
        _client = bridge.Connect(NoLink.Instance);
    }

    /// <summary>Told where each datagram came from; false refuses it. Null when nobody wants to know.</summary>
    public Func<DatagramSender, bool>? Sender { get; init; }

    public bool WantsSender => Sender is not null;

    public Memory<byte> GetReceiveBuffer() => _arrival;

    public void OnDatagram(int count, DatagramSender sender)
    {
        if (count > 0 && Sender?.Invoke(sender) != false && FindClient() is { } client)
            _receiver.Receive(_arrival.AsSpan(0, count), client, isDatagram: true);
    }

    /// <summary>A client that was given up for a failure has a successor; there is none when the bridge has ended.</summary>
    private BridgeClient? FindClient()
    {
        if (_client is { HasEnded: false })
            return _client;
        try
        {
            return _client = _bridge.Connect(NoLink.Instance);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Nothing is sent to who offers nothing.</summary>
    private sealed class NoLink : IBridgeLink
    {
        public static readonly NoLink Instance = new();

        public bool HasRoom => false;

        public SendStatus Send(O2Message message) => SendStatus.NoService;

        public Task WaitForRoomAsync(O2Message message) => Task.CompletedTask;

        public void Close()
        {
        }
    }
}
