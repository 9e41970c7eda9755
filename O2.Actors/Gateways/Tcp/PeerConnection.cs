using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Cuts the byte stream from a peer into messages, and hands each to the router, or to the peer's actor.</summary>
/// <remarks>
/// The actor gets O2's own messages (<c>_o2</c>, also by the name of this process), and everything before the peer was introduced. User messages that come while the actor still
/// has some of these take the same way, so that order is kept; otherwise they go straight to the router, on the receiving thread.
/// What waits, here or at a service, is bounded: see <see cref="InboundBudget"/>. Runs on the connection's receiving thread.
/// </remarks>
internal sealed class PeerConnection : IStreamHandler
{
    private const int SlabBytes = 1 << 16;
    private const int MinimumFree = 4096;
    private readonly ProcessCore _core;
    private readonly IStreamConnection _connection;
    private readonly IActorRef _actor;
    private readonly ReceiveSlab _slab = new(SlabBytes);
    private readonly AddressCache _addresses = new();
    private readonly InboundBudget _budget;
    private int _atActor;
    private int _malformed;
    private volatile MessageSource? _source;
    private bool _broken;

    public PeerConnection(ProcessCore core, IStreamConnection connection, IActorRef actor)
    {
        _core = core;
        _connection = connection;
        _actor = actor;
        _budget = new InboundBudget(connection.Resume);
        Outbound = new OutboundQueue(connection, core.Options.MaxQueuedBytesPerProcess);
    }

    /// <summary>What waits to be sent.</summary>
    public OutboundQueue Outbound { get; }

    /// <summary>Said by the actor once the peer is introduced: user messages need it no more.</summary>
    /// <returns>The source of these messages, for those that it still gets.</returns>
    public MessageSource Introduced(ProcessName peer) => _source = MessageSource.OfProcess(peer.Text, _budget);

    /// <summary>Said by the actor when it is done with a message that it got from here.</summary>
    public void Handled(O2Message message)
    {
        Interlocked.Decrement(ref _atActor);
        _budget.Release(message);
    }

    /// <summary>Said by the actor when it has heard of malformed messages.</summary>
    /// <returns>How many there were.</returns>
    public int TakeMalformed() => Interlocked.Exchange(ref _malformed, 0);

    /// <summary>Begins to receive.</summary>
    public void Start() => _connection.Start(this);

    /// <summary>Ends our side after what was sent; the rest is closed when the other side ends (R3.28).</summary>
    public void Shutdown()
    {
        Outbound.Close();
        _connection.Shutdown();
    }

    /// <summary>Closes at once.</summary>
    public void Close()
    {
        Outbound.Close();
        _connection.Dispose();
    }

    Memory<byte> IStreamHandler.GetReceiveBuffer() => _slab.GetFree(MinimumFree);

    bool IStreamHandler.OnReceived(int count)
    {
        _slab.Commit(count);
        TakeFrames();
        return !_broken && !_budget.TryPause();
    }

    void IStreamHandler.OnSent() => Outbound.OnSent();

    void IStreamHandler.OnClosed(Exception? error)
    {
        Outbound.Close();
        _connection.Dispose();
        if (error is not (null or SocketException or ObjectDisposedException))
            _actor.Tell(new PeerProtocol.ProtocolError($"what it sent could not be handled: {error}"));
        _actor.Tell(new PeerProtocol.Closed(error?.Message ?? "closed by the other side"));
    }

    private void TakeFrames()
    {
        while (!_broken)
        {
            var status = TcpFramer.TryReadFrame(_slab.Unread, out int start, out int length);
            if (status == OperationStatus.NeedMoreData)
                return;
            if (status != OperationStatus.Done)
            {
                Break("a length that no message has");
                return;
            }

            Receive(_slab.Slice(start, length));
            _slab.Consume(start + length);
        }
    }

    private void Receive(Memory<byte> body)
    {
        if (!MessageDecoder.TryDecode(body, _addresses, mayMutate: true, out var message, out var error))
        {
            if (error.ClosesConnection)
                Break($"malformed message: {error}");
            else if (Interlocked.Increment(ref _malformed) == 1)
                _actor.Tell(new PeerProtocol.Malformed(error));
            return;
        }

        if (_source is { } source && Volatile.Read(ref _atActor) == 0 && !SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName))
        {
            _core.Router.Route(message, source);
            return;
        }

        Interlocked.Increment(ref _atActor);
        _budget.Take(message);
        _actor.Tell(message);
    }

    private void Break(string reason)
    {
        _broken = true;
        _actor.Tell(new PeerProtocol.ProtocolError(reason));
    }
}
