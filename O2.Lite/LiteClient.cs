using System.Net.Sockets;
using O2.Discovery;
using O2.Protocol;

namespace O2.Lite;

/// <summary>A small participant of an ensemble: joins through a host, offers services, sends messages, knows the ensemble's time.</summary>
/// <remarks>
/// <para>
/// Has no threads of its own. Call <see cref="Poll"/> often (each frame of a game, each turn of a loop), or let <see cref="RunAsync"/> or
/// <see cref="Start(string)"/> do that in the background. Handlers are called by whoever polls. When the host is lost the client looks for it, or for
/// another one, and offers its services there; what was on its way is lost.
/// </para>
/// <para>
/// Thread-safe: every member may be called from any thread and from handlers. No member waits for the network except those that return a task, whose
/// answers come while somebody polls. Members of a disposed client throw <see cref="ObjectDisposedException"/>. Source: O2 2.0, O2lite.
/// </para>
/// </remarks>
public sealed partial class LiteClient : IAsyncDisposable, IDisposable
{
    private const int MaxReceivedPerPoll = 1000;

    private readonly LiteClientOptions _options;
    private readonly ILocalClock _clock;
    private readonly LiteSession _session;
    private readonly HostSearch? _search;
    private readonly Lock _gate = new();
    private readonly Queue<LiteOutput> _deliveries = new();
    private readonly LiteMethods _methods = new();
    private ILiteLink? _link;
    private int _polling;   // 1 while a thread does
    private bool _mayHaveMore, _disposed;

    /// <summary>Makes a client that is to be polled; it begins to look for a host with the first poll.</summary>
    /// <param name="options">How it joins.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public LiteClient(LiteClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _clock = options.Clock ?? new MonotonicClock();
        _session = new LiteSession(options, new Random());
        if (options.Host is null)
            _search = new HostSearch(options.Interfaces, Wake);
    }

    /// <summary>Makes a client that is to be polled, with default options.</summary>
    /// <param name="ensemble">Name of the ensemble, 1 to 63 bytes.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public LiteClient(string ensemble)
        : this(new LiteClientOptions { Ensemble = ensemble })
    {
    }

    /// <summary>What a handler threw, and the message that it had. Without a subscriber the exception leaves <see cref="Poll"/>.</summary>
    /// <remarks>Raised by whoever polls.</remarks>
    public event Action<Exception, O2Message>? HandlerFailed;

    /// <summary>The client has come further with joining, or was thrown back. Raised by whoever polls, with the new state.</summary>
    public event Action<LiteState>? StateChanged;

    /// <summary>The name of the ensemble.</summary>
    public string Ensemble => _options.Ensemble;

    /// <summary>How far the client has come.</summary>
    public LiteState State
    {
        get
        {
            lock (_gate)
                return _session.State;
        }
    }

    /// <summary>The number by which the host knows this client, above 0; -1 while it does not.</summary>
    public int BridgeId
    {
        get
        {
            lock (_gate)
                return _session.BridgeId;
        }
    }

    /// <summary>The host of the connection, opening or open; null while there is none.</summary>
    public LiteEndpoint? Host
    {
        get
        {
            lock (_gate)
                return _session.Host;
        }
    }

    /// <summary>What went wrong last with joining, for people to read; null when nothing did, or once a host has accepted the client.</summary>
    public string? Problem
    {
        get
        {
            lock (_gate)
                return _session.Problem;
        }
    }

    /// <summary>The ensemble's time now; <see cref="GlobalTime.Unknown"/> (-1, and so "at once" in a send) until the clock is synchronized.</summary>
    public GlobalTime Now
    {
        get
        {
            lock (_gate)
                return _session.TimeAt(_clock.Now);
        }
    }

    /// <summary>This client's own time now, in seconds from an arbitrary start; it never jumps.</summary>
    public LocalTime LocalNow => _clock.Now;

    /// <summary>The smallest of the last five round trips to the host's clock in seconds; 0 while unknown.</summary>
    public double RoundTrip
    {
        get
        {
            lock (_gate)
                return _session.RoundTrip;
        }
    }

    /// <summary>
    /// How many messages from the host were dropped: there was no method for them, too many waited for their time, or (over a WebSocket) they had a time
    /// before the clock was synchronized.
    /// </summary>
    public long Dropped
    {
        get
        {
            lock (_gate)
                return _session.Dropped + Interlocked.Read(ref _unhandled);
        }
    }

    /// <summary>Does what is due: goes on with joining, receives, and calls the handlers of messages whose time has come.</summary>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    /// <remarks>
    /// Does not wait, but handlers run in it. At most a thousand messages are received at once, so that a flood does not keep the caller. While another
    /// poll runs, also when a handler calls it, it does nothing.
    /// </remarks>
    public void Poll()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.Exchange(ref _polling, 1) == 1)
            return;
        try
        {
            LiteState before = State;
            lock (_gate)
                Pump();
            LiteState after = State;
            if (after != before)
                StateChanged?.Invoke(after);
            while (TryTakeDelivery(out LiteOutput delivery))
                Deliver(delivery.Message!, delivery.Lateness);
        }
        finally
        {
            Volatile.Write(ref _polling, 0);
        }
    }

    /// <summary>Leaves at once; what was sent last may not arrive. See <see cref="DisposeAsync"/>.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _search?.Dispose();
            _link?.Dispose();
            AbandonQuestions();
        }

        Wake();
    }

    private void Pump()
    {
        if (_disposed)
            return;
        while (_search is not null && _search.TryTake(out var seen))
            _session.HandleService(seen);
        _session.HandleDeadline(_clock.Now);
        Drain();
        if (_link is not null)
            PumpLink(_link);
        _search?.Set(!_session.IsAccepted);
    }

    private void PumpLink(ILiteLink link)
    {
        link.Poll();
        if (link.State == LinkState.Open && _session.State == LiteState.Connecting)
        {
            _session.HandleConnected(_clock.Now, link.LocalIp, link.UdpPort);
            Drain();
        }

        int received = 0;
        for (; received < MaxReceivedPerPoll && link.TryReceive(out O2Message? message); received++)
        {
            _session.HandleMessage(_clock.Now, message);
            Drain();
        }

        _mayHaveMore = received == MaxReceivedPerPoll;

        if (link.State == LinkState.Closed && ReferenceEquals(link, _link))
        {
            _link = null;
            _session.HandleDisconnected(_clock.Now, link.Problem);
            Drain();
        }

        if (_link is null || _link.QueuedBytes < _options.MaxQueuedBytes)
            LetSendersGoOn();
    }

    /// <summary>Does what the session wants.</summary>
    private void Drain()
    {
        while (_session.TryDequeueOutput(out LiteOutput output))
        {
            switch (output.Kind)
            {
                case LiteOutputKind.Connect:
                    Connect(output.Host!);
                    break;
                case LiteOutputKind.Disconnect:
                    _link?.Dispose();
                    _link = null;
                    break;
                case LiteOutputKind.Send:
                    _link?.TrySend(output.Message!);
                    break;
                case LiteOutputKind.Deliver:
                    _deliveries.Enqueue(output);
                    break;
                case LiteOutputKind.Status:
                    AnswerStatus(output.Service!, output.Status);
                    break;
                case LiteOutputKind.Listing:
                    AnswerListing(output.Listing!);
                    break;
            }
        }
    }

    private void Connect(LiteEndpoint host)
    {
        try
        {
            _link = host.Web is { } uri ? new WebLink(uri) : new SocketLink(host);
        }
        catch (SocketException e)
        {
            _session.HandleDisconnected(_clock.Now, e.Message);   // the system has no more sockets
        }
    }

    private bool TryTakeDelivery(out LiteOutput delivery)
    {
        lock (_gate)
            return _deliveries.TryDequeue(out delivery) && !_disposed;
    }

    private void Deliver(O2Message message, double lateness)
    {
        try
        {
            if (!_methods.Dispatch(message.AsView(lateness)))
                Interlocked.Increment(ref _unhandled);
        }
        catch (Exception e) when (HandlerFailed is not null)
        {
            HandlerFailed(e, message);
        }
    }
}
