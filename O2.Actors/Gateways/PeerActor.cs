using System.Net;
using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Drives the <see cref="PeerSession"/> of one TCP connection to another process, or keeps that of an O2lite client.</summary>
/// <remarks>
/// States: Serving (connecting, introducing, open: the session knows) -> Ending (our side is closed, the other side's end is awaited) -> stopped;
/// Serving -> (the other side is an O2lite client) Client -> Ending.
/// Supervised by <see cref="GatewayActor"/>: stop; a restart never reuses a socket.
/// </remarks>
internal sealed class PeerActor : ReceiveActor, IWithTimers
{
    private const string DeadlineTimer = "deadline";
    private const string DrainTimer = "drain";
    private const string GraceTimer = "grace";
    public static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(1);
    private readonly ProcessCore _core;
    private readonly PeerSession _session;
    private readonly IDatagramSocket _datagrams;
    private readonly IPEndPoint? _target;
    private readonly IStreamConnection? _accepted;
    private readonly PeerInbox _inbox;
    private readonly PeerReports _reports;
    private readonly RateLimit _warnings = Warnings.NewLimit();
    private ConnectAttempt? _attempt;
    private PeerConnection? _connection;
    private PeerLink? _link;
    private string _detail = "";
    private bool _isClient;

    /// <summary>For <see cref="PropsFor"/>.</summary>
    public PeerActor(ProcessCore core, PeerSession session, IDatagramSocket datagrams, IPEndPoint? target, IStreamConnection? accepted)
    {
        _core = core;
        _session = session;
        _datagrams = datagrams;
        _target = target;
        _accepted = accepted;
        _inbox = new PeerInbox(core);
        _reports = new PeerReports(Context.Parent, _inbox);
        Serving();
    }

    private sealed record Deadline
    {
        public static readonly Deadline Instance = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>For a connection that is to be opened (<paramref name="target"/>) or was accepted (<paramref name="accepted"/>).</summary>
    public static Props PropsFor(ProcessCore core, PeerSession session, IDatagramSocket datagrams, IPEndPoint? target, IStreamConnection? accepted) =>
        Props.Create(() => new PeerActor(core, session, datagrams, target, accepted));

    protected override void PreStart()
    {
        if (_accepted is not null)
        {
            Attach(_accepted);
        }
        else
        {
            _attempt = new ConnectAttempt(_core.Environment.Transport, _target!);
            _attempt.PipeTo(Self);
        }

        Drain();
    }

    /// <summary>Also after a failure of ours: then the gateway has not been told yet that the connection is over.</summary>
    protected override void PostStop()
    {
        _attempt?.Dispose();
        _inbox.Drop();
        Detach();
        _connection?.Close();
        if (!_reports.HasEnded)
            Report(PeerEndReason.ConnectionLost);
    }

    private void Serving()
    {
        Receive<PeerProtocol.Connected>(_ => OnConnected());
        Receive<O2Message>(OnMessage);
        Receive<PeerProtocol.Applied>(_ => _inbox.OnApplied());
        Receive<PeerProtocol.BecameClient>(_ => OnBecameClient());
        Receive<PeerProtocol.Malformed>(OnMalformed);
        Receive<PeerProtocol.ProtocolError>(OnProtocolError);
        Receive<PeerProtocol.Closed>(OnClosed);
        Receive<PeerProtocol.End>(OnEnd);
        Receive<PeerProtocol.Drained>(drained => { _session.Close(drained.Reason); Drain(); });
        Receive<Deadline>(_ => { _session.HandleDeadline(_core.Clock.Now); Drain(); });
    }

    /// <summary>The session has no part any more: what comes goes to the <see cref="BridgeClient"/>. We only end the connection.</summary>
    private void Client()
    {
        Receive<O2Message>(OnMessage);
        Receive<PeerProtocol.Malformed>(OnMalformed);
        Receive<PeerProtocol.ProtocolError>(error => { WarnOfClose(error); _connection!.Close(); });
        Receive<PeerProtocol.Closed>(_ => Context.Stop(Self));
        Receive<PeerProtocol.End>(OnEnd);
        Receive<PeerProtocol.Drained>(_ => EndConnection());
    }

    /// <summary>What the peer sent before it learns that we end is delivered still, but for what it says about itself.</summary>
    private void Ending()
    {
        Receive<PeerProtocol.Closed>(_ => Context.Stop(Self));
        Receive<Deadline>(_ => Context.Stop(Self));
        Receive<PeerProtocol.Applied>(_ => _inbox.OnApplied());
        Receive<O2Message>(OnLateMessage);
        ReceiveAny(_ => { });
    }

    private object Peer => (object?)_session.Process?.Name ?? _target ?? _accepted!.RemoteEndPoint;

    private void OnConnected()
    {
        Attach(_attempt!.Take());
        _session.HandleConnected(_core.Clock.Now);
        Drain();
    }

    private void OnBecameClient()
    {
        _isClient = true;
        Timers.Cancel(DeadlineTimer);
        Report(PeerEndReason.BecameClient);
        Become(Client);
    }

    private void OnMessage(O2Message message)
    {
        bool isDone = _connection!.TryServe(message);
        if (!isDone)
        {
            isDone = _session.HandleMessage(_core.Clock.Now, message);
            Drain();
        }

        _inbox.Take(message, isDone);
    }

    private void OnLateMessage(O2Message message)
    {
        bool isDone = (_isClient && _connection!.TryServe(message)) || SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName);
        _inbox.Take(message, isDone);
    }

    /// <summary>Ends the connection, after what waits was sent if the process leaves.</summary>
    private void OnEnd(PeerProtocol.End end)
    {
        var drained = new PeerProtocol.Drained(end.Reason);
        var sent = end.Reason == PeerEndReason.Leaving && _connection is { } open ? open.Outbound.DrainAsync() : Task.CompletedTask;
        sent.PipeTo(Self, success: () => drained);
        Timers.StartSingleTimer(DrainTimer, drained, _core.Options.DrainTimeout);
    }

    private void OnMalformed(PeerProtocol.Malformed malformed) => Warn($"[{_connection!.TakeMalformed()}] messages from [{Peer}] dropped: {malformed.Error}.");

    private void OnProtocolError(PeerProtocol.ProtocolError error)
    {
        WarnOfClose(error);
        _detail = error.Reason;
        _connection?.Close();
        _session.HandleClosed();
        Drain();
    }

    private void OnClosed(PeerProtocol.Closed closed)
    {
        _detail = closed.Reason;
        _inbox.Flush();
        _session.HandleClosed();
        Drain();
        Context.Stop(Self);
    }

    private void Attach(IStreamConnection connection)
    {
        _connection = new PeerConnection(_core, connection, Self, _accepted is null ? null : _datagrams);
        _inbox.Open(_connection);
        _connection.Start();
    }

    private void Drain()
    {
        while (_session.TryDequeueOutput(out var output))
            Handle(output);
        if (_session.State != PeerState.Ended)
            Timers.Arm(DeadlineTimer, Deadline.Instance, _session.NextDeadline, _core.Clock.Now);
    }

    private void Handle(PeerOutput output)
    {
        switch (output)
        {
            case PeerOutput.Send send:
                _connection!.Outbound.Add(send.Message);
                break;
            case PeerOutput.SendState:
                SendState();
                break;
            case PeerOutput.Introduced introduced:
                _reports.Introduced(introduced.Process, _session.Role, Link());
                _connection!.Introduced(introduced.Process.Name);
                break;
            case PeerOutput.Announced announced:
                _reports.Announced(announced.Process, Link(), announced.Groups);
                break;
            case PeerOutput.ClockSynchronized synchronized:
                _reports.ClockSynchronized(synchronized.Process);
                break;
            case PeerOutput.Discovered discovered:
                _reports.Discovered(discovered.Process, discovered.ByHub);
                break;
            case PeerOutput.HubRequested requested:
                _reports.HubRequested(requested.Process);
                break;
            case PeerOutput.Warning warning:
                Warn($"{warning.Text}");
                break;
            case PeerOutput.Ended ended:
                OnEnded(ended.Reason);
                break;
        }
    }

    /// <summary>A hub that has not told its name yet gets our state now, and once more with each change when it has.</summary>
    private void SendState()
    {
        if (_session.Process is not null)
        {
            _core.Directory.SendState(Link());
            return;
        }

        foreach (var message in ServiceAnnouncement.CreateState(_core.Directory.Snapshot))
            _connection!.Outbound.Add(message);
    }

    private void WarnOfClose(PeerProtocol.ProtocolError error) => Warn($"Connection to [{Peer}] is closed: {error.Reason}.");

    private void Warn(FormattableString line) =>
        _core.Warnings.Write(_isClient || _session.State == PeerState.Open ? _warnings : _core.Warnings.Strangers, line);

    private void OnEnded(PeerEndReason reason)
    {
        _inbox.Flush();
        Detach();
        Report(reason);
        if (reason == PeerEndReason.Leaving && _session.Process is null)
            Context.Stop(Self);   // nobody waits for one by which nobody has introduced himself
        else
            EndConnection();
    }

    /// <summary>The orderly end: our side is closed after what was sent, and the other side gets a moment to close its own (R3.28).</summary>
    private void EndConnection()
    {
        if (_connection is null)
        {
            Context.Stop(Self);
            return;
        }

        _connection.Shutdown();
        Timers.CancelAll();
        Timers.StartSingleTimer(GraceTimer, Deadline.Instance, EndGrace);
        Become(Ending);
    }

    private void Report(PeerEndReason reason) => _reports.Ended(_session, _link, reason, _detail);

    private void Detach()
    {
        if (_link is { } link)
            _core.Directory.RemoveListener(link);
    }

    private PeerLink Link()
    {
        var process = _session.Process!;
        var udp = _accepted is null ? UdpRoute.ToServer(process, _target!.Address) : UdpRoute.ToClient(process, _accepted.RemoteEndPoint.Address);
        return _link ??= new DirectLink(process.Name, _connection!.Outbound, _datagrams, udp, Self);
    }
}
