using Akka.Actor;
using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Taps;

/// <summary>Taps through real deliveries (spec 01, 10.6; spec 03, 8).</summary>
public sealed class TapSpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _a;
    private readonly O2Process _b;
    private readonly List<string> _log = [];

    public TapSpecs()
    {
        _a = _ensemble.Start();
        _b = _ensemble.Start();
        _ensemble.RunUntil(() => _a.Processes().Count == 1 && _b.Processes().Count == 1);
    }

    public void Dispose() => _ensemble.Dispose();

    private sealed class Player : O2ServiceActor
    {
        public Player(Action<string> played) => Method("/note", "i", m => played($"player {m.Int32(0)}"));
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(Action<string> heard) => Receive<O2Message>(m => heard($"{m.Address.Path} {m}"));
    }

    [Fact]
    public void A_service_that_taps_itself_gets_each_message_four_times()
    {
        List<uint> flags = [];
        _a.AddMethod("/echo", "i", m => flags.Add(m.Flags.Bits));
        using var tap = _a.Tap("echo", "echo");

        _a.Send("/echo/x", 1);
        Assert.Equal([0u, 0x102, 0x202, 0x302], flags);

        flags.Clear();
        _a.SendReliable("/echo/x", 1);
        Assert.Equal([1u, 0x103, 0x203, 0x303], flags);
    }

    [Fact]
    public void Two_services_that_tap_each_other_stop_after_three_hops()
    {
        _a.AddMethod("/s1", null, m => _log.Add($"s1 {m.Flags.Bits:x}"));
        _a.AddMethod("/s2", null, m => _log.Add($"s2 {m.Flags.Bits:x}"));
        using var one = _a.Tap("s1", "s2");
        using var two = _a.Tap("s2", "s1");

        _a.SendReliable("/s1/x");

        Assert.Equal(["s1 1", "s2 103", "s1 203", "s2 303"], _log);
    }

    [Fact]
    public void The_copy_has_path_time_types_and_arguments_of_the_original_and_comes_after_its_handler()
    {
        _a.BecomeClockReference();
        var at = _a.Now + 1;
        _a.AddMethod("/drum/hit/hard", "if", m => _log.Add($"drum {m.ToMessage()}"));
        using var tap = _a.Tap("drum", m => _log.Add($"{m.Address.First}{m.Address.Path} {m.Types} {m.Int32(0)} {m.Single(1)} {m.Time == at} {m.Lateness < 0.01}"));

        _a.Send("!drum/hit/hard", at, 1, 0.5f);
        _ensemble.Advance(2);

        Assert.Equal(2, _log.Count);
        Assert.StartsWith("drum", _log[0], StringComparison.Ordinal);
        Assert.Equal("!/hit/hard if 1 0.5 True True", _log[1]);
    }

    [Theory]
    [InlineData(TapSendMode.Keep, false, 0x102u)]
    [InlineData(TapSendMode.Keep, true, 0x103u)]
    [InlineData(TapSendMode.Reliable, false, 0x103u)]
    [InlineData(TapSendMode.BestEffort, true, 0x102u)]
    public void The_mode_decides_how_copies_travel_to_another_process(TapSendMode mode, bool reliable, uint flags)
    {
        List<uint> heard = [];
        _a.AddService("drum");
        using var tap = _b.Tap("drum", m => heard.Add(m.Flags.Bits), mode);
        UntilTapped(_a, 1);

        _a.TrySend(O2Message.Create("/drum/hit", GlobalTime.Immediately, reliable));
        _ensemble.Advance(1);

        Assert.Equal([flags], heard);
    }

    [Fact]
    public void A_message_that_no_method_takes_is_copied_too()
    {
        _a.AddService("drum");
        using var tap = _a.Tap("drum", m => _log.Add(m.Address.Path));

        _a.Send("/drum/hit");
        _a.Send("/drum");

        Assert.Equal(["/hit", ""], _log);
        Assert.Equal(2, _a.Dropped(DropReason.NoHandler));
    }

    [Fact]
    public void An_actor_is_tapped_and_may_be_the_tapper()
    {
        _a.AddService("drum", Props.Create(() => new Player(_log.Add)));
        _a.AddService("copy", Props.Create(() => new Player(text => _log.Add($"copy of {text}"))));
        using var tap = _a.Tap("drum", "copy");

        _a.Send("/drum/note", 1);
        _ensemble.Advance(0);

        Assert.Equal(["copy of player 1", "player 1"], _log.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_tap_waits_for_a_tappee_that_does_not_exist_and_outlives_its_end()
    {
        using var tap = _b.Tap("drum", m => _log.Add(m.Address.Path));
        UntilTapped(_a, 1);
        Assert.Equal(SendStatus.NoService, _a.Send("/drum/before"));

        _a.AddService("drum");
        _a.SendReliable("/drum/one");
        _a.RemoveService("drum");
        _a.SendReliable("/drum/between");
        _a.AddService("drum");
        _a.SendReliable("/drum/two");
        _ensemble.Advance(1);

        Assert.Equal(["/one", "/two"], _log);
    }

    [Fact]
    public void A_tap_ends_with_its_tapper_everywhere()
    {
        _a.AddService("drum");
        _b.AddMethod("/ear", null, m => _log.Add(m.Address.Path));
        _b.Tap("drum", "ear");
        UntilTapped(_a, 1);

        _b.RemoveService("ear");
        UntilTapped(_a, 0);
        _a.Send("/drum/hit");
        _ensemble.Advance(1);

        Assert.Empty(_log);
        Assert.Equal(0, _b.Dropped(DropReason.UnknownTapper));
    }

    [Fact]
    public void Untap_and_dispose_end_a_tap_once()
    {
        _a.AddMethod("/ear", null, m => _log.Add(m.Address.Path));
        _a.AddService("drum");
        var tap = _a.Tap("drum", "ear");
        Assert.Throws<ArgumentException>(() => _a.Tap("drum", "ear", TapSendMode.Reliable));

        tap.Dispose();
        tap.Dispose();
        Assert.False(_a.Untap("drum", "ear"));
        var again = _a.Tap("drum", "ear");
        Assert.True(_a.Untap("drum", "ear"));
        again.Dispose();

        _a.Send("/drum/hit");
        Assert.Empty(_log);
    }

    [Fact]
    public void R3_55_A_copy_goes_only_to_a_process_that_offers_the_tapper()
    {
        _a.AddService("drum");
        _b.Tap("drum", "nobody");
        UntilTapped(_a, 1);

        _a.Send("/drum/hit");
        _ensemble.Advance(1);

        Assert.Equal(0, _b.Dropped(DropReason.UnknownTapper));
        Assert.Equal(0, _a.Dropped(DropReason.UnknownTapper));
    }

    [Fact]
    public void A_copy_goes_to_the_owner_of_the_tap_whoever_else_offers_the_tapper()
    {
        O2Process c = _ensemble.Start();
        foreach (O2Process process in new[] { _a, _b, c })
            process.AddMethod("/ear", null, _ => _log.Add(process.Name.Text));
        _a.AddService("drum");
        _b.Tap("drum", "ear");
        UntilTapped(_a, 1);
        _ensemble.RunUntil(() => _a.Processes().Count == 2);

        _a.SendReliable("/drum/hit");
        _ensemble.Advance(1);

        Assert.Equal([_b.Name.Text], _log);
    }

    [Fact]
    public void A_handler_may_tap_and_end_the_tap_of_a_whole_service_that_comes_and_goes_in_the_ensemble()
    {
        _b.AddService("drum");
        var tap = _a.Tap("drum", m => _log.Add(m.Address.Path), TapSendMode.Reliable);
        UntilTapped(_b, 1);

        _b.Send("/drum/one");
        _ensemble.Advance(1);
        tap.Dispose();
        UntilTapped(_b, 0);
        _b.Send("/drum/two");
        _ensemble.Advance(1);

        Assert.Equal(["/one"], _log);
        Assert.DoesNotContain(_b.Services(), s => s.Service.StartsWith("tap_", StringComparison.Ordinal));
    }

    [Fact]
    public void An_actor_that_subscribes_gets_messages_until_the_tap_or_the_actor_ends()
    {
        var listener = _a.ActorSystem.ActorOf(Props.Create(() => new Listener(_log.Add)));
        _a.AddService("drum");
        var tap = _a.Tap("drum", listener);
        var second = _a.Tap("drum", listener);

        _a.Send("/drum/one", 1);
        second.Dispose();
        _a.Send("/drum/two", 2);
        _ensemble.Advance(0);
        Assert.Equal(["/one", "/one", "/two"], _log.Select(line => line.Split(' ')[0]).Order());
        Assert.Single(Taps(_a));

        _a.ActorSystem.Stop(listener);
        _ensemble.Advance(0);
        Assert.Empty(Taps(_a));
        tap.Dispose();
        Assert.Equal(["_o2", "drum", _b.Name.Text], _a.Services().Select(s => s.Service).Order(StringComparer.Ordinal).OrderBy(s => s.StartsWith('@')));
        Assert.Empty(KeepersOf(_a));
    }

    [Fact]
    public void A_tap_that_ends_before_its_keeper_has_started_leaves_none()
    {
        var listener = _a.ActorSystem.ActorOf(Props.Create(() => new Listener(_log.Add)));

        _a.Tap("drum", listener).Dispose();
        _ensemble.Advance(0);

        Assert.Empty(KeepersOf(_a));
    }

    [Fact]
    public void A_copy_that_finds_a_full_queue_is_counted()
    {
        O2Process small = _ensemble.Start(new O2ProcessOptions { Ensemble = _ensemble.Name, MaxQueuedBytesPerProcess = 1 << 16 });
        small.AddService("drum");
        using var tap = _b.Tap("drum", _ => { }, TapSendMode.Reliable);
        UntilTapped(small, 1);

        for (int i = 0; i < 100; i++)
            Assert.Equal(SendStatus.Sent, small.Send("/drum/hit", new byte[10_000]));

        Assert.InRange(small.Dropped(DropReason.QueueFull), 1, 99);
    }

    [Fact]
    public void Names_that_cannot_be_tapped_are_refused_and_leave_nothing()
    {
        int services = _a.Services().Count;

        Assert.All(new[] { "", "/drum", "!drum", "a/b", new string('x', 65) }, name =>
        {
            Assert.ThrowsAny<ArgumentException>(() => _a.Tap(name, "ear"));
            Assert.ThrowsAny<ArgumentException>(() => _a.Tap("drum", name));
            Assert.ThrowsAny<ArgumentException>(() => _a.Tap(name, (O2MessageView _) => { }));
            Assert.ThrowsAny<ArgumentException>(() => _a.Tap(name, ActorRefs.Nobody));
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => _a.Tap("drum", "ear", (TapSendMode)3));
        Assert.Throws<ArgumentNullException>(() => _a.Tap("drum", (O2Handler)null!));
        Assert.Throws<ArgumentNullException>(() => _a.Tap("drum", (IActorRef)null!));

        Assert.Equal(services, _a.Services().Count);
    }

    [Fact]
    public void A_tap_may_be_ended_after_its_process()
    {
        O2Process c = _ensemble.Start();
        var listener = c.ActorSystem.ActorOf(Props.Create(() => new Listener(_log.Add)));
        IDisposable[] taps = [c.Tap("drum", "ear"), c.Tap("drum", (O2MessageView _) => { }), c.Tap("drum", listener)];

        _ensemble.Stop(c);

        Assert.All(taps, tap => tap.Dispose());
    }

    private void UntilTapped(O2Process process, int taps) => _ensemble.RunUntil(() => Taps(process).Count == taps);

    private static List<ServiceListing> Taps(O2Process process) => [.. process.Services().Where(s => s.Status == ServiceStatus.Tap)];

    private List<IActorRef> KeepersOf(O2Process process)
    {
        List<IActorRef> keepers = [];
        process.ActorSystem.ActorOf(Props.Create(() => new Asker(keepers)));
        _ensemble.Advance(0.1);
        return keepers;
    }

    private sealed class Asker : ReceiveActor
    {
        public Asker(List<IActorRef> found)
        {
            Context.ActorSelection("/user/o2/taps/*").Tell(new Identify(0), Self);
            Receive<ActorIdentity>(identity =>
            {
                if (identity.Subject is { } subject)
                    found.Add(subject);
            });
        }
    }
}
