using O2.Actors.Tests.Transcripts;
using O2.Protocol;

namespace O2.Actors.Tests.Fuzzing;

/// <summary>What processes say to each other, damaged: every reader of such a message, and a whole session with its directory.</summary>
internal static class ConversationFuzzing
{
    private const string Ensemble = "gold";
    private const int MessagesPerConversation = 8;
    private static readonly ProcessInfo Self = new(ProcessName.Parse("@00000000:0a4d0001:0001"), 5000, ProtocolVersion.Current);
    private static readonly ProcessInfo Other = new(ProcessName.Parse("@00000000:0a4d0002:0001"), 5001, ProtocolVersion.Current);
    private static readonly AddressCache Cache = new();
    private static readonly byte[][] Bodies = [.. ValidMessages().Select(BodyOf), .. Recorded("services"), .. Recorded("taps"), .. Recorded("properties")];

    public static IReadOnlyList<Fuzzer> All { get; } =
    [
        new("damaged system messages", 60_000, ReadAsEverything),
        new("damaged conversations", 10_000, HoldConversation),
    ];

    /// <summary>One message of each kind, as a process that joins would send them.</summary>
    public static IReadOnlyList<O2Message> ValidMessages() =>
    [
        new Introduction(Ensemble, Other, IntroductionKind.Connect).ToMessage(),
        new Introduction(Ensemble, Other, IntroductionKind.Info).ToMessage(),
        .. ServiceAnnouncement.CreateMessages(Other.Name,
        [
            AnnouncedGroup.NewService("synth", ServiceProperties.FromWire(";type:saw;")), AnnouncedGroup.NewService("_cs", ServiceProperties.Empty),
            AnnouncedGroup.TapAdded(new Tap("drum", "ear", null, TapSendMode.Reliable)), AnnouncedGroup.Gone("old"),
        ]),
        SystemMessages.CreateClockSynchronized(Other.Name),
        SystemMessages.CreateHubRequest(),
        ClockMessages.CreateGet(Other.Name, 7),
        ClockMessages.CreatePut(Self.Name, 7, new GlobalTime(12.5)),
        ClockMessages.CreateRoundTripQuery(Self.Name, O2Address.Get("/synth/rt")),
    ];

    public static byte[] BodyOf(O2Message message)
    {
        byte[] body = new byte[MessageEncoder.GetUdpSize(message)];
        MessageEncoder.WriteUdp(message, body);
        return body;
    }

    private static IEnumerable<byte[]> Recorded(string transcript) => Transcript.Load(transcript).Select(packet => packet.Body.ToArray());

    private static bool TryDamage(Random random, out O2Message message)
    {
        byte[] body = random.Next(4) == 0 ? Bodies[random.Next(Bodies.Length)].ToArray() : Mutation.Of(Bodies, random);
        bool isMessage = MessageDecoder.TryDecode(body, Cache, mayMutate: true, out var decoded, out _);
        message = decoded!;
        return isMessage;
    }

    private static void ReadAsEverything(int seed)
    {
        if (!TryDamage(new Random(seed), out var message))
            return;
        if (Introduction.TryRead(message, out var introduction))
            Assert.True(Introduction.TryRead((introduction with { Ensemble = Ensemble }).ToMessage(), out var again) && (again.Process, again.Kind) == (introduction.Process, introduction.Kind));
        ServiceAnnouncement.Read(message);
        SystemMessages.TryReadClockSynchronized(message, out _);
        ClockMessages.TryReadGet(message, out _, out _);
        ClockMessages.TryReadPut(message, out _, out _);
        ClockMessages.TryReadRoundTripQuery(message, out _);
    }

    /// <summary>A session, and the directory that believes it, hear damaged messages; the directory stays in order and forgets the peer when it goes.</summary>
    private static void HoldConversation(int seed)
    {
        var random = new Random(seed);
        var directory = new ServiceDirectory();
        directory.SetOwnName(Self.Name);
        var now = new LocalTime(random.NextDouble() * 1000);
        var identity = new PeerIdentity(Ensemble, Self);
        bool callsHub = random.Next(4) == 0;
        var session = callsHub ? PeerSession.ForHub(now, identity) : new PeerSession(now, identity);
        session.HandleConnected(now);
        if (random.Next(4) > 0)
            session.HandleMessage(now, new Introduction(Ensemble, Other, callsHub ? IntroductionKind.Reply : IntroductionKind.Connect).ToMessage());
        for (int i = 0; i < MessagesPerConversation; i++)
        {
            if (TryDamage(random, out var message))
                session.HandleMessage(now += random.NextDouble(), message);
            session.HandleDeadline(now);
            Believe(session, directory);
        }

        session.HandleClosed();
        if (session.Process is { } peer)
            directory.TryRemoveProcess(peer.Name);
        Assert.Equal(["_o2"], directory.Snapshot.Services.Select(service => service.Name));
    }

    private static void Believe(PeerSession session, ServiceDirectory directory)
    {
        while (session.TryDequeueOutput(out var output))
        {
            if (output is PeerOutput.Introduced introduced)
                directory.TryAddProcess(introduced.Process, ProcessLink.Direct);
            else if (output is PeerOutput.Announced announced)
                directory.Apply(announced.Process, announced.Groups);
            else if (output is PeerOutput.ClockSynchronized synchronized)
                directory.MarkSynchronized(synchronized.Process);
        }

        foreach (var service in directory.Snapshot.Services)
            Assert.DoesNotContain('/', service.Name);
        ServiceAnnouncement.CreateState(directory.Snapshot);
    }
}
