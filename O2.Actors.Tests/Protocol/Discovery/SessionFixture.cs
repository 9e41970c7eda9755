using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

/// <summary>A <see cref="PeerSession"/> of process <see cref="Self"/> with an invented peer.</summary>
internal sealed class SessionFixture
{
    public const string Ensemble = "gold";
    public static readonly ProcessInfo Low = InfoOf("@00000000:0a4d0001:0001");
    public static readonly ProcessInfo Self = InfoOf("@00000000:0a4d0002:0001");
    public static readonly ProcessInfo High = InfoOf("@00000000:0a4d0003:0001");

    private SessionFixture(PeerSession session) => Session = session;

    public PeerSession Session { get; }

    public LocalTime Now { get; private set; } = Start;

    private static LocalTime Start => new(777.25);

    public static ProcessInfo InfoOf(string name) => new(ProcessName.Parse(name), 5000, ProtocolVersion.Current);

    public static PeerIdentity Identity(ProcessName? hub = null) => new(Ensemble, Self, hub);

    public static SessionFixture Accepted(ProcessName? hub = null) => new(new PeerSession(Start, Identity(hub)));

    /// <summary>A connection that is being opened.</summary>
    public static SessionFixture Opening(ProcessInfo process, ProcessName? hub = null) => new(new PeerSession(Start, Identity(hub), process));

    /// <summary>A connection that we opened to a hub of which only the address is known.</summary>
    public static SessionFixture Calling()
    {
        SessionFixture fixture = new(PeerSession.ForHub(Start, Identity()));
        fixture.Session.HandleConnected(fixture.Now);
        return fixture;
    }

    /// <summary>A connection that we opened and on which we have introduced ourselves.</summary>
    public static SessionFixture Opened(ProcessInfo process, ProcessName? hub = null)
    {
        SessionFixture fixture = Opening(process, hub);
        fixture.Session.HandleConnected(fixture.Now);
        fixture.Outputs();
        return fixture;
    }

    /// <summary>A connection that the peer opened and on which it has introduced itself.</summary>
    public static SessionFixture Introduced(ProcessInfo process)
    {
        SessionFixture fixture = Accepted();
        fixture.Introduce(IntroductionKind.Connect, process);
        fixture.Outputs();
        Assert.Equal(PeerState.Open, fixture.Session.State);
        return fixture;
    }

    public bool Receive(O2Message message) => Session.HandleMessage(Now, message);

    public bool Receive(string address, params ReadOnlySpan<O2Value> args) =>
        Receive(O2Message.Create(address, GlobalTime.Immediately, reliable: true, args));

    public void Introduce(IntroductionKind kind, ProcessInfo process, string ensemble = Ensemble) =>
        Assert.True(Receive(new Introduction(ensemble, process, kind).ToMessage()));

    public void Announce(ProcessName process, params AnnouncedGroup[] groups)
    {
        foreach (O2Message message in ServiceAnnouncement.CreateMessages(process, groups))
            Assert.True(Receive(message));
    }

    /// <summary>Lets time pass, and the deadline with it.</summary>
    public void Pass(double seconds)
    {
        Now += seconds;
        Session.HandleDeadline(Now);
    }

    /// <summary>Drains the outputs, in short words.</summary>
    public string[] Outputs()
    {
        List<string> outputs = [];
        while (Session.TryDequeueOutput(out PeerOutput? output))
        {
            outputs.Add(output switch
            {
                PeerOutput.Send send => Describe(send.Message),
                PeerOutput.SendState => "send state",
                PeerOutput.Introduced introduced => $"introduced {introduced.Process.Name}",
                PeerOutput.Announced announced => $"announced {announced.Process}: {string.Join(", ", announced.Groups.Select(group => $"{group.Change} {group.Service}"))}",
                PeerOutput.ClockSynchronized synchronized => $"synchronized {synchronized.Process}",
                PeerOutput.Discovered discovered => $"discovered {discovered.Process.Name}",
                PeerOutput.HubRequested requested => $"hub for {requested.Process}",
                PeerOutput.Warning warning => $"warning {warning.Kind}",
                PeerOutput.Ended ended => $"ended {ended.Reason}",
                _ => throw new InvalidOperationException($"Unknown output {output}."),
            });
        }

        return [.. outputs];
    }

    private static string Describe(O2Message message) =>
        Introduction.TryRead(message, out Introduction? introduction)
            ? $"send {introduction.Kind} of {introduction.Process.Name}"
            : $"send {message.Address}";
}
