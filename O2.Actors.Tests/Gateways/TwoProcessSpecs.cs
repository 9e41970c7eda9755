using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>Processes over real sockets, whatever serves these.</summary>
public sealed class TwoProcessSpecs
{
    public static TheoryData<TransportKind> Kinds => Transports.All;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Two_processes_connect_share_the_clock_and_send_timed_messages(TransportKind kind)
    {
        await using var a = await StartAsync(kind, "pair");
        a.BecomeClockReference();
        var played = new Recorder<(int Note, string Address, double Time, bool IsEarly)>(expected: 3);
        a.AddMethod("/piano/note", "i", m => played.Add((m.Int32(0), m.Address.Text, m.Time.Seconds, a.Now < m.Time)));
        await using var b = await StartAsync(kind, "pair", a);

        await b.UntilService("piano", ServiceStatus.Remote);
        var when = b.Now + 0.05;
        Assert.Equal(SendStatus.Sent, b.SendReliable("/piano/note", when, 3));
        Assert.Equal(SendStatus.Sent, b.SendReliable("/piano/note", 1));
        Assert.Equal(SendStatus.Sent, b.SendReliable("!piano/note", 2));

        var notes = (await played.All).OrderBy(played => played.Note);
        Assert.Equal([(1, "/piano/note", 0, false), (2, "!piano/note", 0, false), (3, "/piano/note", when.Seconds, false)], notes);
        Assert.True(b.ClockState is { IsSynchronized: true, IsReference: false } state && state.Reference == a.Name.Text);
        Assert.InRange(Math.Abs(b.Now - a.Now), 0, 0.05);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_process_that_leaves_is_noticed_and_its_services_fail_over(TransportKind kind)
    {
        await using var user = await StartAsync(kind, "failover");
        var first = await StartAsync(kind, "failover", user);
        await using var second = await StartAsync(kind, "failover", user, first);
        first.AddService("synth");
        first.AddService("first");   // a provider that is not active makes no event, but what is announced behind it comes behind it
        second.AddService("synth");
        second.AddService("second");
        await user.UntilService("first", ServiceStatus.RemoteNoTime);
        await user.UntilService("second", ServiceStatus.RemoteNoTime);
        Assert.Equal(2, ProvidersOf(user, "synth"));

        await first.DisposeAsync();

        await user.Until(() => ProvidersOf(user, "synth") == 1);
        Assert.Equal(second.Name.Text, user.Services().Single(s => s.Service == "synth").Process);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Best_effort_messages_arrive_by_datagram_and_taps_and_properties_cross_the_network(TransportKind kind)
    {
        await using var a = await StartAsync(kind, "taps");
        await using var b = await StartAsync(kind, "taps", a);
        var heard = new Recorder<string>(expected: 1);
        a.AddService("drum", new ServiceOptions { Properties = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("type", "snare") });
        a.AddMethod("/drum/hit", "i", _ => { });
        using var tap = b.Tap("drum", m => heard.Add($"{m.Address.Path} {m.Int32(0)} {m.Flags}"), TapSendMode.Reliable);
        await b.UntilService("drum", ServiceStatus.RemoteNoTime);
        b.AddService("behind");   // taps make no event, but what is announced behind one comes behind it
        await a.UntilService("behind", ServiceStatus.RemoteNoTime);
        Assert.Contains(a.Services(), s => s is { Status: ServiceStatus.Tap, Service: "drum" });

        b.Send("/drum/hit", 5);

        Assert.Contains("/hit 5", (await heard.All)[0], StringComparison.Ordinal);
        Assert.Equal("snare", b.GetProperty("drum", "type"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_process_of_another_ensemble_is_not_joined(TransportKind kind)
    {
        await using var ours = await StartAsync(kind, "ours");
        await using var theirs = await StartAsync(kind, "theirs", ours);
        await using var third = await StartAsync(kind, "ours", ours, theirs);
        await third.Until(() => third.Processes().Count == 1);

        Assert.Empty(theirs.Processes());
        Assert.Equal(ours.Name, third.Processes()[0].Name);
    }

    private static Task<O2Process> StartAsync(TransportKind kind, string ensemble, params O2Process[] peers) =>
        Ensembles.StartAsync(Transports.Use(kind, Ensembles.Options(ensemble)), peers);

    private static int ProvidersOf(O2Process process, string service) =>
        process.Core.Directory.Snapshot.TryGetService(service, out var entry) ? entry.Providers.Length : 0;
}
