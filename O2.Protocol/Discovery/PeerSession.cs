using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>One TCP connection between this process and another full process, from its first to its last moment.</summary>
/// <remarks>
/// <para>Sans-IO. Make one when a connection is being opened or was accepted; after each call drain <see cref="TryDequeueOutput"/>, then arm one
/// timer for <see cref="NextDeadline"/>. The name in every announcement has to be that of the process at the other end.</para>
/// <list type="table">
/// <listheader><term>state, input</term><description>new state; output</description></listheader>
/// <item><term>Connecting as client, connected</term><description>AwaitingAcceptance; Send dy CONNECT (HUB to our hub), SendState</description></item>
/// <item><term>Connecting for a callback, connected</term><description>AwaitingClose; Send dy CALLBACK</description></item>
/// <item><term>Connecting to a hub of which only the address is known, connected</term><description>AwaitingReply; Send dy HUB, SendState</description></item>
/// <item><term>Connecting, closed or 10 s</term><description>Ended ConnectFailed</description></item>
/// <item><term>AwaitingIntroduction, dy of another ensemble, major version, or our own</term><description>Ended OtherEnsemble, OtherMajorVersion, Ourselves</description></item>
/// <item><term>AwaitingIntroduction, dy CONNECT</term><description>Open; Introduced, Send hub (from our hub), SendState</description></item>
/// <item><term>AwaitingIntroduction, dy HUB</term><description>Open; Introduced, Send dy REPLY, SendState</description></item>
/// <item><term>AwaitingIntroduction, dy CALLBACK</term><description>Discovered, Ended CallbackReceived</description></item>
/// <item><term>AwaitingIntroduction, o2lite/con</term><description>Ended NoHost</description></item>
/// <item><term>AwaitingIntroduction, 10 s</term><description>Ended NoIntroduction</description></item>
/// <item><term>AwaitingAcceptance, sv of the server</term><description>Open; Introduced, ClockSynchronized and HubRequested (if cs/cs and hub came before), Announced</description></item>
/// <item><term>AwaitingAcceptance, dy REPLY of our hub</term><description>Open; Introduced, ClockSynchronized (as above), Send hub, SendState</description></item>
/// <item><term>AwaitingAcceptance, cs/cs or hub of the server</term><description>remembered until it accepts us</description></item>
/// <item><term>AwaitingReply, dy REPLY</term><description>Open; Introduced, Send hub, SendState</description></item>
/// <item><term>AwaitingReply, dy REPLY of another ensemble, major version, or our own</term><description>Ended OtherEnsemble, OtherMajorVersion, Ourselves</description></item>
/// <item><term>AwaitingReply or AwaitingAcceptance, 10 s</term><description>Ended NoAcceptance</description></item>
/// <item><term>AwaitingClose, closed</term><description>Ended CallbackDelivered</description></item>
/// <item><term>AwaitingClose, 10 s</term><description>Ended CallbackNotTaken</description></item>
/// <item><term>AwaitingClose, any message</term><description>ignored (a reference sends announcements on every connection)</description></item>
/// <item><term>Open, sv; cs/cs; hub; dy INFO</term><description>Announced; ClockSynchronized (once); HubRequested; Discovered</description></item>
/// <item><term>Open and accepted, dy CONNECT or HUB again</term><description>SendState; Send dy REPLY, SendState</description></item>
/// <item><term>Open, message for a service, clock answer</term><description>not consumed: the caller delivers it</description></item>
/// <item><term>any, other message</term><description>Warning; ignored</description></item>
/// <item><term>AwaitingIntroduction, AwaitingAcceptance, Open: closed</term><description>Ended ConnectionLost</description></item>
/// </list>
/// <para>A server that accepts a client always sends it an announcement, even an empty one; a reference server of another ensemble keeps silent but
/// for changes of its services, which can therefore be mistaken for acceptance (see docs/wire.md). Thread-safe: no. Source: O2 2.0, connections.</para>
/// </remarks>
public sealed partial class PeerSession
{
    /// <summary>How long each step of a session may take, in seconds.</summary>
    public const double StepTimeout = 10;

    private readonly PeerIdentity _identity;
    private readonly Queue<PeerOutput> _outputs = new();
    private bool _peerIsSynchronized;
    private bool _peerWantsHub;

    /// <summary>Starts the session of a connection that the other side opened.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="identity">What we tell about ourselves.</param>
    public PeerSession(LocalTime now, PeerIdentity identity)
    {
        _identity = identity;
        Role = PeerRole.Accepted;
        Enter(now, PeerState.AwaitingIntroduction);
    }

    /// <summary>Starts the session of a connection that is being opened to a discovered process; what for follows from the names (<see cref="ProcessName.Opens"/>).</summary>
    /// <param name="now">The local time.</param>
    /// <param name="identity">What we tell about ourselves.</param>
    /// <param name="process">The other process.</param>
    public PeerSession(LocalTime now, PeerIdentity identity, ProcessInfo process)
    {
        _identity = identity;
        Process = process;
        Role = identity.Self.Name.Opens(process.Name) ? PeerRole.Client : PeerRole.Callback;
        Enter(now, PeerState.Connecting);
    }

    /// <summary>What the connection is for.</summary>
    public PeerRole Role { get; }

    /// <summary>How far the session has come.</summary>
    public PeerState State { get; private set; }

    /// <summary>The process at the other end; null until it has introduced itself, if the connection was accepted, or if only its address was known.</summary>
    public ProcessInfo? Process { get; private set; }

    /// <summary>When <see cref="HandleDeadline"/> wants to be called; <see cref="LocalTime.Never"/> while the session waits for nothing.</summary>
    public LocalTime NextDeadline { get; private set; }

    /// <summary>Takes the oldest output that has not been taken yet.</summary>
    /// <param name="output">The output.</param>
    /// <returns>False when there is none.</returns>
    public bool TryDequeueOutput([NotNullWhen(true)] out PeerOutput? output) => _outputs.TryDequeue(out output);

    /// <summary>Tells that the connection which was being opened is established.</summary>
    /// <param name="now">The local time.</param>
    public void HandleConnected(LocalTime now)
    {
        if (State != PeerState.Connecting)
            return;

        if (Role == PeerRole.Callback)
        {
            Enter(now, PeerState.AwaitingClose);
            Put(new PeerOutput.Send(_identity.Introduce(IntroductionKind.Callback)));
            return;
        }

        bool isHub = Process is null || PeerIsOurHub;
        Enter(now, Process is null ? PeerState.AwaitingReply : PeerState.AwaitingAcceptance);
        Put(new PeerOutput.Send(_identity.Introduce(isHub ? IntroductionKind.Hub : IntroductionKind.Connect)));
        Put(PeerOutput.SendState.Instance);
    }

    /// <summary>Tells that the connection is closed, or could not be made.</summary>
    public void HandleClosed() => End(State switch
    {
        PeerState.Connecting => PeerEndReason.ConnectFailed,
        PeerState.AwaitingClose => PeerEndReason.CallbackDelivered,
        _ => PeerEndReason.ConnectionLost,
    });

    /// <summary>Tells that <see cref="NextDeadline"/> was reached; too early a call does nothing.</summary>
    /// <param name="now">The local time.</param>
    public void HandleDeadline(LocalTime now)
    {
        if (now < NextDeadline)
            return;

        End(State switch
        {
            PeerState.Connecting => PeerEndReason.ConnectFailed,
            PeerState.AwaitingIntroduction => PeerEndReason.NoIntroduction,
            PeerState.AwaitingReply or PeerState.AwaitingAcceptance => PeerEndReason.NoAcceptance,
            _ => PeerEndReason.CallbackNotTaken,
        });
    }

    /// <summary>Ends the session from our side.</summary>
    /// <param name="reason">Why.</param>
    public void Close(PeerEndReason reason) => End(reason);

    private bool PeerIsOurHub => _identity.Hub is { } hub && Process?.Name == hub;

    private string PeerText => Process?.Name.Text ?? "a process that has not introduced itself";

    private void Enter(LocalTime now, PeerState state)
    {
        State = state;
        NextDeadline = state is PeerState.Open or PeerState.Ended ? LocalTime.Never : now + StepTimeout;
    }

    private void Open(LocalTime now, ProcessInfo process)
    {
        Process = process;
        Enter(now, PeerState.Open);
        Put(new PeerOutput.Introduced(process));
    }

    private void End(PeerEndReason reason)
    {
        if (State != PeerState.Ended)
        {
            State = PeerState.Ended;
            NextDeadline = LocalTime.Never;
            Put(new PeerOutput.Ended(reason));
        }
    }

    private void Warn(PeerWarningKind kind, string text) => Put(new PeerOutput.Warning(kind, text));

    private void Put(PeerOutput output) => _outputs.Enqueue(output);
}
