using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Cuts the byte stream from a peer into messages, and hands each to the router, or to the peer's actor.</summary>
/// <remarks>
/// The actor gets O2's own messages (<c>_o2</c>, also by the name of this process), and everything before the peer was introduced. User messages that come while the actor still
/// has some of these take the same way, so that order is kept; otherwise they go straight to the router, on the receiving thread.
/// If this process hosts O2lite clients, an accepted connection may turn out to be one's: what it sends goes to its <see cref="BridgeClient"/>.
/// What waits, here or at a service, is bounded: see <see cref="InboundBudget"/>. Runs on the connection's receiving thread.
/// </remarks>
internal sealed class PeerConnection : IStreamHandler, IMessageFeed
{
    private const int MinimumFree = 4096;
    private const int BufferBytes = TcpFramer.PrefixBytes + TcpFramer.MaxFrameBytes + MinimumFree;
    private readonly ProcessCore _core;
    private readonly IStreamConnection _connection;
    private readonly IActorRef _actor;
    private readonly IDatagramSocket? _datagrams;
    private readonly MessageSource _stranger;
    private readonly ReceiveBuffer _buffer = new(BufferBytes);
    private readonly AddressCache _addresses = new();
    private int _atActor;
    private int _malformed;
    private volatile MessageSource? _source;
    private BridgeClient? _client;
    private bool _broken;

    /// <param name="core">The process.</param>
    /// <param name="connection">The bytes.</param>
    /// <param name="actor">The peer's actor.</param>
    /// <param name="datagrams">For a connection that was accepted, the process's UDP socket: it may be that of an O2lite client. Else null.</param>
    public PeerConnection(ProcessCore core, IStreamConnection connection, IActorRef actor, IDatagramSocket? datagrams)
    {
        _core = core;
        _connection = connection;
        _actor = actor;
        _datagrams = datagrams;
        Budget = new InboundBudget(connection.Resume);
        _stranger = MessageSource.OfBridge($"a connection of {connection.RemoteEndPoint}", Budget);
        Outbound = new OutboundQueue(connection, core.Options.MaxQueuedBytesPerProcess, core.Environment.Background);
    }

    /// <summary>What waits to be sent.</summary>
    public OutboundQueue Outbound { get; }

    /// <summary>What waits of what it brought.</summary>
    public InboundBudget Budget { get; }

    public MessageSource? Source => _source;

    public IPEndPoint RemoteEndPoint => _connection.RemoteEndPoint;

    /// <summary>Said by the actor once the peer is introduced: user messages need it no more.</summary>
    public void Introduced(ProcessName peer) => _source = MessageSource.OfProcess(peer.Text, Budget);

    public void Handled(O2Message message)
    {
        Interlocked.Decrement(ref _atActor);
        Budget.Release(message);
    }

    /// <summary>
    /// Takes the message of an O2lite client, or of somebody who has not said who he is: O2lite clients may send before they say so. Called where
    /// messages are received, and by the actor for those that were behind one that is not a client's.
    /// </summary>
    /// <returns>False when it is neither.</returns>
    public bool TryServe(O2Message message)
    {
        if (_client is not { } client)
            return _source is null && _datagrams is not null && _core.LiteHost is { } host && TryServe(message, host, _datagrams);
        client.Receive(message);
        return true;
    }

    /// <summary>Said by the actor when it has heard of malformed messages.</summary>
    /// <returns>How many there were.</returns>
    public int TakeMalformed() => Interlocked.Exchange(ref _malformed, 0);

    /// <summary>Begins to receive.</summary>
    public void Start() => _connection.Start(this);

    /// <summary>Lets the actor end the connection, after what waits was sent.</summary>
    public void End() => _actor.Tell(new PeerProtocol.End(PeerEndReason.Leaving));

    /// <summary>Ends our side after what was sent; the rest is closed when the other side ends (R3.28).</summary>
    public void Shutdown()
    {
        Outbound.Close();
        _connection.Shutdown();
    }

    /// <summary>Closes at once. A client that the actor heard of when the connection was over already is gone with it.</summary>
    public void Close()
    {
        Outbound.Close();
        _connection.Dispose();
        _client?.End("its connection is over");
    }

    Memory<byte> IStreamHandler.GetReceiveBuffer() => _buffer.GetFree(MinimumFree);

    bool IStreamHandler.OnReceived(int count)
    {
        _buffer.Commit(count);
        TakeFrames();
        return !_broken && !Budget.TryPause();
    }

    void IStreamHandler.OnSent() => Outbound.OnSent();

    void IStreamHandler.OnClosed(Exception? error)
    {
        Outbound.Close();
        _connection.Dispose();
        _client?.End(error?.Message ?? "closed by the other side");
        if (error is not (null or SocketException or ObjectDisposedException))
            _actor.Tell(new PeerProtocol.ProtocolError($"what it sent could not be handled: {error}"));
        _actor.Tell(new PeerProtocol.Closed(error?.Message ?? "closed by the other side"));
    }

    private void TakeFrames()
    {
        while (!_broken)
        {
            var status = TcpFramer.TryReadFrame(_buffer.Unread, out int start, out int length);
            if (status == OperationStatus.NeedMoreData)
                return;
            if (status != OperationStatus.Done)
            {
                Break("a length that no message has");
                return;
            }

            Receive(_buffer.Unread.Slice(start, length));
            _buffer.Consume(start + length);
        }
    }

    private void Receive(Span<byte> body)
    {
        if (!MessageDecoder.TryDecode(body, _addresses, out var message, out var error))
        {
            if (error.ClosesConnection)
                Break($"malformed message: {error}");
            else if (Interlocked.Increment(ref _malformed) == 1)
                _actor.Tell(new PeerProtocol.Malformed(error));
            return;
        }

        bool isNext = Volatile.Read(ref _atActor) == 0;
        if (isNext && _client is { } client)
        {
            client.Receive(message);
            return;
        }

        if (isNext && _source is { } source && !SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName))
        {
            _core.Router.Route(message, source);
            return;
        }

        var kept = message.ToMessage();
        if (isNext && _source is null && TryServe(kept))
            return;
        Interlocked.Increment(ref _atActor);
        Budget.Take(kept);
        _actor.Tell(kept);
    }

    private bool TryServe(O2Message message, LiteHost host, IDatagramSocket datagrams)
    {
        if (!SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName))
        {
            _core.Router.Route(message, _stranger);
            return true;
        }

        _client = host.TryConnect(message, this, datagrams);
        if (_client is not null)
            _actor.Tell(PeerProtocol.BecameClient.Instance);
        return _client is not null;
    }

    private void Break(string reason)
    {
        _broken = true;
        _actor.Tell(new PeerProtocol.ProtocolError(reason));
    }
}
