using System.Buffers;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors;

/// <summary>Sends packets by a TCP connection, which may come and go. While there is none, reliable messages wait, within a bound.</summary>
/// <remarks>What was handed to the system when a connection broke may be lost; TCP tells nobody. Everything else goes by the next connection, in order.</remarks>
internal sealed class OscStreamLink(ProcessCore core, string service, bool convertsTime, OscCounters counters, int capacityBytes, Action closed)
    : OscLink(core, service, convertsTime, OscStreamReader.MaxPacketBytes, counters)
{
    private const int UsualBytes = 4096;
    private readonly Lock _lock = new();
    private readonly Signal _room = new(core.Environment.Background);
    private readonly ArrayBufferWriter<byte> _held = new();
    private volatile OscConnection? _connection;
    private bool _isClosed;

    /// <summary>The connection now; null when there is none.</summary>
    public OscConnection? Connection => _connection;

    /// <summary>Whether the delegation has ended, and with it the connection.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock)
                return _isClosed;
        }
    }

    /// <summary>How packets are framed.</summary>
    public OscFraming Framing { get; set; }

    public override bool HasRoom
    {
        get
        {
            if (_connection is { } connection && connection.Outbound.CanSend is not SendStatus.NoService and var status)
                return status == SendStatus.Sent;
            lock (_lock)
                return !_isClosed && CanHold(UsualBytes);
        }
    }

    public override Task WaitForRoomAsync(O2Message message)
    {
        int size = OscStreamWriter.GetMaxSize(Measure(message), Framing);
        lock (_lock)
        {
            if (_connection is { Outbound.CanSend: not SendStatus.NoService } connection)
                return connection.Outbound.WaitForRoomAsync(size);
            if (_isClosed || (message.Flags.IsReliable && CanHold(size)))
                return Task.CompletedTask;
            return _room.Next();
        }
    }

    /// <summary>Sends by a connection from now on, first what has waited; by none after null, and then what has not left yet waits.</summary>
    public void Use(OscConnection? connection)
    {
        lock (_lock)
        {
            if (_connection == connection)
                return;
            if (_connection is { } old)
            {
                old.Outbound.Close();
                byte[] later = _held.WrittenSpan.ToArray();
                _held.ResetWrittenCount();
                _held.Write(old.Outbound.Unsent);
                _held.Write(later);
            }

            if (_isClosed)
                connection?.Close();
            else if (connection is not null && _held.WrittenCount > 0 && connection.Outbound.Add(_held.WrittenSpan) == SendStatus.Sent)
                _held.Clear();
            _connection = connection;
        }

        _room.Raise();
    }

    public override void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _connection?.Close();
        }

        _room.Raise();
        closed();
    }

    protected override SendStatus Send(ReadOnlySpan<byte> packet, bool isReliable)
    {
        int size = OscStreamWriter.GetMaxSize(packet.Length, Framing);
        byte[]? rented = size > StackBytes ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> frame = rented ?? stackalloc byte[StackBytes];
        var status = SendFrame(frame[..OscStreamWriter.Write(packet, Framing, frame)], isReliable);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return status;
    }

    private SendStatus SendFrame(ReadOnlySpan<byte> frame, bool isReliable)
    {
        if (_connection is { } connection && connection.Outbound.Add(frame) is not SendStatus.NoService and var status)
            return status;
        lock (_lock)
        {
            if (_isClosed)
                return SendStatus.NoService;
            if (_connection is { } newer && newer.Outbound.Add(frame) is not SendStatus.NoService and var statusNow)
                return statusNow;
            if (!isReliable || !CanHold(frame.Length))
                return SendStatus.Blocked;
            _held.Write(frame);
            return SendStatus.Sent;
        }
    }

    private bool CanHold(int size) => _held.WrittenCount == 0 || _held.WrittenCount + size <= capacityBytes;
}
