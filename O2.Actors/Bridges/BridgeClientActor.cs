using Akka.Actor;
using Akka.Event;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors;

/// <summary>The life of one client of a bridge: when this actor stops, for whatever reason, the client is gone, with its services and taps.</summary>
/// <remarks>
/// States: Idle -> (list wanted) Listing -> (all sent) Idle; any -> stopped. What the client says about itself is applied where it is received, so that
/// a client can flood only itself; what that throws fails here. Supervised by <see cref="BridgeActor"/>: stop.
/// </remarks>
internal sealed class BridgeClientActor : ReceiveActor
{
    private readonly BridgeClient _client;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<O2Message> _rows = new();

    public BridgeClientActor(BridgeClient client)
    {
        _client = client;
        Idle();
    }

    private sealed record HasRoom
    {
        public static readonly HasRoom Instance = new();
    }

    public static Props PropsFor(BridgeClient client) => Props.Create(() => new BridgeClientActor(client));

    protected override void PreStart() => _log.Debug("{0} joined.", _client);

    protected override void PostStop() => _client.End("its actor has stopped", byActor: true);

    private void Idle()
    {
        Receive<BridgeProtocol.ListRequested>(_ => OnListRequested());
        Always();
    }

    private void Listing()
    {
        Receive<HasRoom>(_ => SendRows());
        Always();
    }

    private void Always()
    {
        Receive<BridgeProtocol.Left>(OnLeft);
        Receive<BridgeProtocol.Failed>(failed => throw new O2Exception($"{_client} is given up: {failed.Cause.Message}", failed.Cause));
    }

    private void OnLeft(BridgeProtocol.Left left)
    {
        _log.Debug("{0} left: {1}.", _client, left.Reason);
        Context.Stop(Self);
    }

    private void OnListRequested()
    {
        foreach (var row in _client.Directory.List())
            _rows.Enqueue(LiteHostMessages.CreateListing(row));
        _rows.Enqueue(LiteHostMessages.CreateListing(null));
        Become(Listing);
        SendRows();
    }

    /// <summary>Sends as much as there is room for, then waits: a list may be longer than what may wait for a client.</summary>
    private void SendRows()
    {
        while (_rows.TryPeek(out var row))
        {
            if (_client.Send(row) == SendStatus.Blocked)
            {
                _client.WaitToSendAsync(row).PipeTo(Self, success: () => HasRoom.Instance, failure: e => new BridgeProtocol.Failed(_client, e));
                return;
            }

            _rows.Dequeue();
        }

        Become(Idle);
        _client.EndListing();
    }
}
