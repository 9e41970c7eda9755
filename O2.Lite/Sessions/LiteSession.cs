using O2.Protocol;
using O2.Protocol.Lite;
using O2.Protocol.Mdns;

namespace O2.Lite;

/// <summary>What an O2lite client does and when: finds a host, is accepted by it, tells its services, follows its clock, and begins again when it is lost.</summary>
/// <remarks>
/// <para>
/// Sans-IO. After each call drain <see cref="TryDequeueOutput"/>; call <see cref="HandleDeadline"/> when <see cref="NextDeadline"/> is due.
/// </para>
/// <list type="table">
/// <listheader><term>state, input</term><description>output; new state</description></listheader>
/// <item><term>Searching, a host may be tried</term><description>Connect; Connecting</description></item>
/// <item><term>Connecting, connected</term><description>Send con (over a WebSocket dy) and nothing else; WaitingForId</description></item>
/// <item><term>WaitingForId, id</term><description>Send sv for each service and tap (over a WebSocket full before), then the questions that wait; Connected, the clock starts afresh</description></item>
/// <item><term>Connected, fifth answer of the clock</term><description>Send cs/cs, and early if the host would hold our timed messages; Synchronized</description></item>
/// <item><term>Connecting or WaitingForId, 5 s pass</term><description>Disconnect, the host rests; Searching</description></item>
/// <item><term>any but Searching, disconnected</term><description>id and clock are forgotten, the host rests; Searching</description></item>
/// </list>
/// <para>Source: O2 2.0, O2lite. Not thread-safe.</para>
/// </remarks>
internal sealed partial class LiteSession
{
    private const double StepTimeout = 5, AnswerTimeout = 3, LeapSeconds = 1;
    private const int NoId = -1, MaxListRows = 1 << 16;
    private const string GivenHost = "";   // no record has an empty name

    private readonly string _ensemble;
    private readonly bool _offersToHold;
    private readonly HostList _hosts;
    private readonly LiteClockFollower _clock = new();
    private readonly TimeQueue<O2Message> _held;
    private readonly Queue<LiteOutput> _outputs = new();
    private LocalTime _stepDeadline = LocalTime.Never;

    /// <summary>Starts searching.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="random">Spreads attempts to connect.</param>
    public LiteSession(LiteClientOptions options, Random random)
    {
        _ensemble = options.Ensemble;
        _offersToHold = options.HoldTimedMessages;
        _held = new TimeQueue<O2Message>(options.MaxHeldMessages);
        _hosts = new HostList(options.FirstPause.TotalSeconds, options.LongestPause.TotalSeconds, random);
        if (options.Host is not null)
            _hosts.Add(GivenHost, options.Host);
    }

    /// <summary>How far the client has come.</summary>
    public LiteState State { get; private set; }

    /// <summary>The number by which the host knows the client; -1 while it does not.</summary>
    public int BridgeId { get; private set; } = NoId;

    /// <summary>The host of the connection, opening or open.</summary>
    public LiteEndpoint? Host { get; private set; }

    /// <summary>Why the client is not connected, or why its last connection ended; null when nothing is known against it.</summary>
    public string? Problem { get; private set; }

    /// <summary>Messages from the host that were dropped: too many were waiting for their time, or their time meant nothing without a clock.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether the host has accepted the client.</summary>
    public bool IsAccepted => State >= LiteState.Connected;

    /// <summary>The smallest of the last round trips to the host's clock in seconds; 0 while unknown.</summary>
    public double RoundTrip => _clock.RoundTrip;

    /// <summary>When <see cref="HandleDeadline"/> wants to be called: at the earlier one of <see cref="NextStep"/> and <see cref="NextDelivery"/>.</summary>
    public LocalTime NextDeadline => LocalTime.Min(NextStep, NextDelivery);

    /// <summary>When something about the connection is due.</summary>
    public LocalTime NextStep => State switch
    {
        LiteState.Searching => _hosts.NextAttempt,
        LiteState.Connecting or LiteState.WaitingForId => _stepDeadline,
        _ => LocalTime.Min(_clock.NextDeadline, _answerDeadline),
    };

    /// <summary>When the first message that is held here is due.</summary>
    public LocalTime NextDelivery => new(_held.NextTime - _clock.Offset);

    /// <summary>The ensemble's time at a local moment; <see cref="GlobalTime.Unknown"/> while not synchronized.</summary>
    public GlobalTime TimeAt(LocalTime local) => _clock.At(local);

    /// <summary>Takes what multicast DNS saw: only processes of exactly our ensemble and of our major version are hosts.</summary>
    public void HandleService(ServiceEvent serviceEvent)
    {
        DiscoveredService service = serviceEvent.Service;
        if (serviceEvent.Kind == ServiceEventKind.Lost)
        {
            _hosts.Remove(service.Name);
            return;
        }

        DiscoveryVerdict verdict = DiscoveryRecord.Read(service.Name, service.Port, service.Txt, _ensemble, self: null, out ProcessInfo? process);
        if (process is not null)
        {
            _hosts.Add(service.Name, LiteEndpoint.Of(process));
            return;
        }

        _hosts.Remove(service.Name);
        if (verdict == DiscoveryVerdict.OtherMajorVersion && State == LiteState.Searching)
            Problem = $"The process '{service.Name}' speaks another version of O2.";
    }

    /// <summary>Does what is due.</summary>
    public void HandleDeadline(LocalTime now)
    {
        ReleaseHeld(now);
        switch (State)
        {
            case LiteState.Searching when _hosts.TryNext(now, out LiteEndpoint? host):
                (State, Host, _stepDeadline) = (LiteState.Connecting, host, now + StepTimeout);
                _outputs.Enqueue(new(LiteOutputKind.Connect) { Host = host });
                break;
            case LiteState.Connecting or LiteState.WaitingForId when now >= _stepDeadline:
                _outputs.Enqueue(new(LiteOutputKind.Disconnect));
                HandleDisconnected(now, State == LiteState.Connecting ? "It did not answer." : "It did not take this client in.");
                break;
            case LiteState.Connected or LiteState.Synchronized:
                if (_clock.TryAsk(now, out int number))
                    Send(LiteClientMessages.CreateClockQuestion(Variant, BridgeId, number));
                if (now >= _answerDeadline)
                    AskAgain(now);
                break;
        }
    }

    /// <summary>Tells that the connection is open.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="localIp">The address of this end, first octet in the highest byte; only of the loopback interface when the host is on this machine.</param>
    /// <param name="udpPort">The UDP port of this end.</param>
    public void HandleConnected(LocalTime now, uint localIp, int udpPort)
    {
        if (State != LiteState.Connecting)
            return;
        (State, _stepDeadline) = (LiteState.WaitingForId, now + StepTimeout);
        Send(Variant == LiteVariant.Web ? LiteClientMessages.CreateJoin(_ensemble) : LiteClientMessages.CreateConnect(localIp, udpPort));
    }

    /// <summary>Tells that the connection could not be opened, or has ended.</summary>
    public void HandleDisconnected(LocalTime now, string problem)
    {
        if (State == LiteState.Searching)
            return;
        Problem = $"{Host}: {problem}";
        if (IsAccepted)
            _hosts.RemoveAllBut(GivenHost);   // there was no search since
        _hosts.OnEnded(now, Host!);
        _clock.Stop();
        (State, Host, BridgeId, _stepDeadline) = (LiteState.Searching, null, NoId, LocalTime.Never);
    }

    /// <summary>Takes a message from the host.</summary>
    /// <param name="now">The local time at which it came.</param>
    /// <param name="message">The message or bundle.</param>
    public void HandleMessage(LocalTime now, O2Message message)
    {
        if (State < LiteState.WaitingForId)
            return;
        if (message.IsBundle)
        {
            foreach (O2Message element in message.ReadElements())
                HandleMessage(now, element);
        }
        else if (message.Address.Service == ServiceName.Process)
        {
            HandleSystemMessage(now, message);
        }
        else
        {
            HoldOrDeliver(now, message);
        }
    }

    /// <summary>Takes the next thing to do.</summary>
    /// <returns>False when there is nothing left.</returns>
    public bool TryDequeueOutput(out LiteOutput output) => _outputs.TryDequeue(out output);

    private LiteVariant Variant => Host?.Variant ?? LiteVariant.Sockets;

    private void Send(O2Message message) => _outputs.Enqueue(new(LiteOutputKind.Send) { Message = message });

    private void HandleSystemMessage(LocalTime now, O2Message message)
    {
        switch (message.Address.Path)
        {
            case "/id" when State == LiteState.WaitingForId && LiteHostMessages.TryReadBridgeId(message, out int id):
                OnAccepted(now, id);
                break;
            case "/cs/put" when IsAccepted && LiteHostMessages.TryReadClockAnswer(message, out int number, out GlobalTime time):
                OnClockAnswer(now, number, time);
                break;
            case "/st" when LiteHostMessages.TryReadStatus(message, out string service, out ServiceStatus status) && _statusAsked.Remove(service):
                OnStatus(service, status);
                break;
            case "/ls" when _listsAsked > 0 && LiteHostMessages.TryReadListing(message, out ServiceListing? row):
                OnListing(now, row);
                break;
        }
    }

    private void OnAccepted(LocalTime now, int id)
    {
        (State, BridgeId, Problem) = (LiteState.Connected, id, null);
        _hosts.OnAccepted(Host!);
        if (Variant == LiteVariant.Web)
            Send(LiteClientMessages.CreateFull());
        AnnounceAll(now);
        _clock.Start(now);
    }

    private void OnClockAnswer(LocalTime now, int number, GlobalTime time)
    {
        double before = _clock.Offset;
        if (!_clock.HandleAnswer(now, number, time))
            return;
        State = LiteState.Synchronized;
        if (Math.Abs(_clock.Offset - before) > LeapSeconds)
            ShiftHeld(_clock.Offset - before);
        Send(LiteClientMessages.CreateClockSynchronized(Variant));
        if (_offersToHold && Variant == LiteVariant.Sockets)
            Send(LiteClientMessages.CreateEarly());
    }

    private void HoldOrDeliver(LocalTime now, O2Message message)
    {
        double lateness = 0;
        if (!message.Time.IsImmediate)
        {
            if (_clock.IsSynchronized)
            {
                lateness = _clock.At(now) - message.Time;
                if (lateness < 0)
                {
                    if (!_held.TryEnqueue(message.Time.Seconds, message))
                        Dropped++;
                    return;
                }
            }
            else if (Variant == LiteVariant.Web)
            {
                Dropped++;   // nobody has held it, and when it is due cannot be told
                return;
            }
        }

        _outputs.Enqueue(new(LiteOutputKind.Deliver) { Message = message, Lateness = lateness });
    }

    private void ReleaseHeld(LocalTime now)
    {
        double time = now.Seconds + _clock.Offset;   // also after the connection has ended: what is held was promised
        while (_held.TryDequeue(time, out O2Message? message, out double due))
            _outputs.Enqueue(new(LiteOutputKind.Deliver) { Message = message, Lateness = time - due });
    }

    /// <summary>Keeps messages of an earlier connection at their local moments when the new host counts its time from elsewhere.</summary>
    private void ShiftHeld(double seconds)
    {
        List<(double Due, O2Message Message)> earlier = [];
        while (_held.TryDequeue(double.PositiveInfinity, out O2Message? message, out double due))
            earlier.Add((due, message));
        foreach ((double due, O2Message message) in earlier)
            _held.TryEnqueue(due + seconds, message);
    }
}
