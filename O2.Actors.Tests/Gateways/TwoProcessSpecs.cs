using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

public sealed class TwoProcessSpecs
{
    [Fact]
    public async Task Two_processes_connect_share_the_clock_and_send_timed_messages()
    {
        await using var a = await Ensembles.StartAsync("pair");
        a.BecomeClockReference();
        var played = new Recorder<(string, int, double)>(expected: 3);
        a.AddMethod("/piano/note", "i", m => played.Add((m.Address.Text, m.Int32(0), m.Time.Seconds)));
        await using var b = await Ensembles.StartAsync("pair", a);

        await b.UntilService("piano", ServiceStatus.Remote);
        var when = b.Now + 0.05;
        Assert.Equal(SendStatus.Sent, b.SendReliable("/piano/note", when, 3));
        Assert.Equal(SendStatus.Sent, b.SendReliable("/piano/note", 1));
        Assert.Equal(SendStatus.Sent, b.SendReliable("!piano/note", 2));

        Assert.Equal([("/piano/note", 1, 0), ("!piano/note", 2, 0), ("/piano/note", 3, when.Seconds)], await played.All);
        Assert.True(b.ClockState is { IsSynchronized: true, IsReference: false } state && state.Reference == a.Name.Text);
        Assert.InRange(Math.Abs(b.Now - a.Now), 0, 0.05);
    }

    [Fact]
    public async Task A_process_that_leaves_is_noticed_and_its_services_fail_over()
    {
        await using var user = await Ensembles.StartAsync("failover");
        var first = await Ensembles.StartAsync("failover", user);
        await using var second = await Ensembles.StartAsync("failover", user, first);
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

    [Fact]
    public async Task Best_effort_messages_arrive_by_datagram_and_taps_and_properties_cross_the_network()
    {
        await using var a = await Ensembles.StartAsync("taps");
        await using var b = await Ensembles.StartAsync("taps", a);
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

    [Fact]
    public async Task A_process_of_another_ensemble_is_not_joined()
    {
        await using var ours = await Ensembles.StartAsync("ours");
        await using var theirs = await Ensembles.StartAsync("theirs", ours);
        await using var third = await Ensembles.StartAsync("ours", ours, theirs);
        await third.Until(() => third.Processes().Count == 1);

        Assert.Empty(theirs.Processes());
        Assert.Equal(ours.Name, third.Processes()[0].Name);
    }

    private static int ProvidersOf(O2Process process, string service) =>
        process.Core.Directory.Snapshot.TryGetService(service, out var entry) ? entry.Providers.Length : 0;
}
