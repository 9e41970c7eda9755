using Akka.Actor;
using O2.Actors.Tests.Ensemble;
using O2.Protocol;

namespace O2.Actors.Tests.Taps;

/// <summary>Taps through real deliveries (spec 01, 10.6; spec 03, 8).</summary>
public sealed class TapSpecs : TwoProcessSpecs
{
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
        A.AddMethod("/echo", "i", m => flags.Add(m.Flags.Bits));
        using var tap = A.Tap("echo", "echo");

        A.Send("/echo/x", 1);
        Assert.Equal([0u, 0x102, 0x202, 0x302], flags);

        flags.Clear();
        A.SendReliable("/echo/x", 1);
        Assert.Equal([1u, 0x103, 0x203, 0x303], flags);
    }

    [Fact]
    public void Two_services_that_tap_each_other_stop_after_three_hops()
    {
        A.AddMethod("/s1", null, m => Log.Add($"s1 {m.Flags.Bits:x}"));
        A.AddMethod("/s2", null, m => Log.Add($"s2 {m.Flags.Bits:x}"));
        using var one = A.Tap("s1", "s2");
        using var two = A.Tap("s2", "s1");

        A.SendReliable("/s1/x");

        Assert.Equal(["s1 1", "s2 103", "s1 203", "s2 303"], Log);
    }

    [Fact]
    public void The_copy_has_path_time_types_and_arguments_of_the_original_and_comes_after_its_handler()
    {
        A.BecomeClockReference();
        var at = A.Now + 1;
        A.AddMethod("/drum/hit/hard", "if", m => Log.Add($"drum {m.ToMessage()}"));
        using var tap = A.Tap("drum", m => Log.Add($"{m.Address.First}{m.Address.Path} {m.Types} {m.Int32(0)} {m.Single(1)} {m.Time == at} {m.Lateness < 0.01}"));

        A.Send("!drum/hit/hard", at, 1, 0.5f);
        Ensemble.Advance(2);

        Assert.Equal(2, Log.Count);
        Assert.StartsWith("drum", Log[0], StringComparison.Ordinal);
        Assert.Equal("!/hit/hard if 1 0.5 True True", Log[1]);
    }

    [Theory]
    [InlineData(TapSendMode.Keep, false, 0x102u)]
    [InlineData(TapSendMode.Keep, true, 0x103u)]
    [InlineData(TapSendMode.Reliable, false, 0x103u)]
    [InlineData(TapSendMode.BestEffort, true, 0x102u)]
    public void The_mode_decides_how_copies_travel_to_another_process(TapSendMode mode, bool reliable, uint flags)
    {
        List<uint> heard = [];
        A.AddService("drum");
        using var tap = B.Tap("drum", m => heard.Add(m.Flags.Bits), mode);
        UntilTapped(A, 1);

        A.TrySend(O2Message.Create("/drum/hit", GlobalTime.Immediately, reliable));
        Ensemble.Advance(1);

        Assert.Equal([flags], heard);
    }

    [Fact]
    public void A_message_that_no_method_takes_is_copied_too()
    {
        A.AddService("drum");
        using var tap = A.Tap("drum", m => Log.Add(m.Address.Path));

        A.Send("/drum/hit");
        A.Send("/drum");

        Assert.Equal(["/hit", ""], Log);
        Assert.Equal(2, A.Dropped(DropReason.NoHandler));
    }

    [Fact]
    public void An_actor_is_tapped_and_may_be_the_tapper()
    {
        A.AddService("drum", Props.Create(() => new Player(Log.Add)));
        A.AddService("copy", Props.Create(() => new Player(text => Log.Add($"copy of {text}"))));
        using var tap = A.Tap("drum", "copy");

        A.Send("/drum/note", 1);
        Ensemble.Advance(0);

        Assert.Equal(["copy of player 1", "player 1"], Log.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_tap_waits_for_a_tappee_that_does_not_exist_and_outlives_its_end()
    {
        using var tap = B.Tap("drum", m => Log.Add(m.Address.Path));
        UntilTapped(A, 1);
        Assert.Equal(SendStatus.NoService, A.Send("/drum/before"));

        A.AddService("drum");
        A.SendReliable("/drum/one");
        A.RemoveService("drum");
        A.SendReliable("/drum/between");
        A.AddService("drum");
        A.SendReliable("/drum/two");
        Ensemble.Advance(1);

        Assert.Equal(["/one", "/two"], Log);
    }

    [Fact]
    public void A_tap_ends_with_its_tapper_everywhere()
    {
        A.AddService("drum");
        B.AddMethod("/ear", null, m => Log.Add(m.Address.Path));
        B.Tap("drum", "ear");
        UntilTapped(A, 1);

        B.RemoveService("ear");
        UntilTapped(A, 0);
        A.Send("/drum/hit");
        Ensemble.Advance(1);

        Assert.Empty(Log);
        Assert.Equal(0, B.Dropped(DropReason.UnknownTapper));
    }

    [Fact]
    public void Untap_and_dispose_end_a_tap_once()
    {
        A.AddMethod("/ear", null, m => Log.Add(m.Address.Path));
        A.AddService("drum");
        var tap = A.Tap("drum", "ear");
        Assert.Throws<ArgumentException>(() => A.Tap("drum", "ear", TapSendMode.Reliable));

        tap.Dispose();
        tap.Dispose();
        Assert.False(A.Untap("drum", "ear"));
        var again = A.Tap("drum", "ear");
        Assert.True(A.Untap("drum", "ear"));
        again.Dispose();

        A.Send("/drum/hit");
        Assert.Empty(Log);
    }

    [Fact]
    public void R3_55_A_copy_goes_only_to_a_process_that_offers_the_tapper()
    {
        A.AddService("drum");
        B.Tap("drum", "nobody");
        UntilTapped(A, 1);

        A.Send("/drum/hit");
        Ensemble.Advance(1);

        Assert.Equal(0, B.Dropped(DropReason.UnknownTapper));
        Assert.Equal(0, A.Dropped(DropReason.UnknownTapper));
    }

    [Fact]
    public void A_copy_goes_to_the_owner_of_the_tap_whoever_else_offers_the_tapper()
    {
        O2Process c = Ensemble.Start();
        foreach (O2Process process in new[] { A, B, c })
            process.AddMethod("/ear", null, _ => Log.Add(process.Name.Text));
        A.AddService("drum");
        B.Tap("drum", "ear");
        UntilTapped(A, 1);
        Ensemble.RunUntil(() => A.Processes().Count == 2);

        A.SendReliable("/drum/hit");
        Ensemble.Advance(1);

        Assert.Equal([B.Name.Text], Log);
    }

    [Fact]
    public void A_handler_may_tap_and_end_the_tap_of_a_whole_service_that_comes_and_goes_in_the_ensemble()
    {
        B.AddService("drum");
        var tap = A.Tap("drum", m => Log.Add(m.Address.Path), TapSendMode.Reliable);
        UntilTapped(B, 1);

        B.Send("/drum/one");
        Ensemble.Advance(1);
        tap.Dispose();
        UntilTapped(B, 0);
        B.Send("/drum/two");
        Ensemble.Advance(1);

        Assert.Equal(["/one"], Log);
        Assert.DoesNotContain(B.Services(), s => s.Service.StartsWith("tap_", StringComparison.Ordinal));
    }

    [Fact]
    public void An_actor_that_subscribes_gets_messages_until_the_tap_or_the_actor_ends()
    {
        var listener = A.ActorSystem.ActorOf(Props.Create(() => new Listener(Log.Add)));
        A.AddService("drum");
        var tap = A.Tap("drum", listener);
        var second = A.Tap("drum", listener);

        A.Send("/drum/one", 1);
        second.Dispose();
        A.Send("/drum/two", 2);
        Ensemble.Advance(0);
        Assert.Equal(["/one", "/one", "/two"], Log.Select(line => line.Split(' ')[0]).Order());
        Assert.Single(Taps(A));

        A.ActorSystem.Stop(listener);
        Ensemble.Advance(0);
        Assert.Empty(Taps(A));
        tap.Dispose();
        Assert.Equal(["_o2", "drum", B.Name.Text], A.Services().Select(s => s.Service).Order(StringComparer.Ordinal).OrderBy(s => s.StartsWith('@')));
        Assert.Empty(KeepersOf(A));
    }

    [Fact]
    public void A_tap_that_ends_before_its_keeper_has_started_leaves_none()
    {
        var listener = A.ActorSystem.ActorOf(Props.Create(() => new Listener(Log.Add)));

        A.Tap("drum", listener).Dispose();
        Ensemble.Advance(0);

        Assert.Empty(KeepersOf(A));
    }

    [Fact]
    public void A_copy_that_finds_a_full_queue_is_counted()
    {
        O2Process small = Ensemble.Start(new O2ProcessOptions { Ensemble = Ensemble.Name, MaxQueuedBytesPerProcess = 1 << 16 });
        small.AddService("drum");
        using var tap = B.Tap("drum", _ => { }, TapSendMode.Reliable);
        UntilTapped(small, 1);

        for (int i = 0; i < 100; i++)
            Assert.Equal(SendStatus.Sent, small.Send("/drum/hit", new byte[10_000]));

        Assert.InRange(small.Dropped(DropReason.QueueFull), 1, 99);
    }

    [Fact]
    public void Names_that_cannot_be_tapped_are_refused_and_leave_nothing()
    {
        int services = A.Services().Count;

        Assert.All(new[] { "", "/drum", "!drum", "a/b", new string('x', 65) }, name =>
        {
            Assert.ThrowsAny<ArgumentException>(() => A.Tap(name, "ear"));
            Assert.ThrowsAny<ArgumentException>(() => A.Tap("drum", name));
            Assert.ThrowsAny<ArgumentException>(() => A.Tap(name, (O2MessageView _) => { }));
            Assert.ThrowsAny<ArgumentException>(() => A.Tap(name, ActorRefs.Nobody));
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => A.Tap("drum", "ear", (TapSendMode)3));
        Assert.Throws<ArgumentNullException>(() => A.Tap("drum", (O2Handler)null!));
        Assert.Throws<ArgumentNullException>(() => A.Tap("drum", (IActorRef)null!));

        Assert.Equal(services, A.Services().Count);
    }

    [Fact]
    public void A_tap_may_be_ended_after_its_process()
    {
        O2Process c = Ensemble.Start();
        var listener = c.ActorSystem.ActorOf(Props.Create(() => new Listener(Log.Add)));
        IDisposable[] taps = [c.Tap("drum", "ear"), c.Tap("drum", (O2MessageView _) => { }), c.Tap("drum", listener)];

        Ensemble.Stop(c);

        Assert.All(taps, tap => tap.Dispose());
    }

    private void UntilTapped(O2Process process, int taps) => Ensemble.RunUntil(() => Taps(process).Count == taps);

    private static List<ServiceListing> Taps(O2Process process) => [.. process.Services().Where(s => s.Status == ServiceStatus.Tap)];

    private List<IActorRef> KeepersOf(O2Process process)
    {
        List<IActorRef> keepers = [];
        process.ActorSystem.ActorOf(Props.Create(() => new Asker(keepers)));
        Ensemble.Advance(0.1);
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
