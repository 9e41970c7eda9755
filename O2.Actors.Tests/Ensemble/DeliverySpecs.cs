using Akka.Actor;
using O2.Actors.TestKit;
using O2.Actors.Tests.Hostile;
using O2.Protocol;

namespace O2.Actors.Tests.Ensemble;

/// <summary>What becomes of a message (spec 01, 10.1, 11): what its sender is told, and what is counted and reported.</summary>
public sealed class DeliverySpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _a;
    private readonly O2Process _b;
    private readonly List<string> _log = [];

    public DeliverySpecs()
    {
        _a = _ensemble.Start();
        _b = _ensemble.Start();
        _ensemble.RunUntil(() => _a.Processes().Count == 1 && _b.Processes().Count == 1);
    }

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void Nobody_offers_the_service()
    {
        AssertDropped(_a, DropReason.UnknownService, () => Assert.Equal(SendStatus.NoService, _a.Send("/nobody/there", 1)));
    }

    [Fact]
    public void No_method_for_the_address_is_no_failure_of_the_send()
    {
        _a.AddService("synth");

        AssertDropped(_a, DropReason.NoHandler, () => Assert.Equal(SendStatus.Sent, _a.Send("/synth/noteon", 1)));
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_no_failure_of_the_send()
    {
        _a.AddMethod("/synth/noteon", "i", _ => { });

        AssertDropped(_a, DropReason.TypeMismatch, () => Assert.Equal(SendStatus.Sent, _a.Send("/synth/noteon", "text")));
    }

    [Fact]
    public void An_actor_drops_what_it_has_no_method_for()
    {
        _a.AddService("synth", Props.Create<Silent>());

        AssertDropped(_a, DropReason.NoHandler, () => _a.Send("/synth/other"));
        AssertDropped(_a, DropReason.TypeMismatch, () => _a.Send("/synth/noteon"));
    }

    [Fact]
    public void A_timed_message_to_another_process_is_sent_without_a_clock_and_dropped_there()
    {
        Offer(_b, "piano");

        AssertDropped(_b, DropReason.NoClock, () => Assert.Equal(SendStatus.Sent, _a.SendReliable("/piano/note", new GlobalTime(10))));
    }

    [Fact]
    public void D3_42_What_arrives_for_a_service_that_was_freed_is_dropped()
    {
        Offer(_b, "piano");
        _a.SendReliable("/piano/note");
        Assert.True(_b.RemoveService("piano"));

        AssertDropped(_b, DropReason.UnknownService, () => { });
        Assert.Empty(_log);
    }

    [Fact]
    public void D3_43_What_arrives_for_a_service_that_another_process_offers_is_not_sent_on()
    {
        Offer(_a, "piano");
        _ensemble.RunUntil(() => _b.Status("piano") == ServiceStatus.RemoteNoTime);
        var message = O2Message.Create("/piano/note", GlobalTime.Immediately, reliable: true);

        AssertDropped(_b, DropReason.NoLocalProvider, () => _b.Core.Router.Route(message, MessageSource.OfProcess("a peer", new InboundBudget())));
        Assert.Empty(_log);
    }

    [Fact]
    public void R3_56_A_tap_copy_for_a_service_that_is_unknown_is_dropped_and_counted()
    {
        var copy = O2Message.Create(O2Address.Get("/nobody/there"), GlobalTime.Immediately, new MessageFlags(0x103));

        AssertDropped(_b, DropReason.UnknownTapper, () => _b.Core.Router.Route(copy, MessageSource.OfProcess("a peer", new InboundBudget())));
    }

    [Fact]
    public void A_message_that_no_process_accepts_is_too_large_to_be_sent()
    {
        Offer(_b, "piano");

        AssertDropped(_a, DropReason.TooLarge, () => Assert.Equal(SendStatus.TooLarge, _a.SendReliable("/piano/note", new byte[65_536])));
        AssertDropped(_a, DropReason.TooLarge, () => Assert.Equal(SendStatus.TooLarge, _a.Send("/piano/note", new byte[65_536])));
        Assert.Empty(_log);
    }

    [Fact]
    public void R3_75_The_longest_message_that_fits_arrives()
    {
        Offer(_b, "piano");

        Assert.Equal(SendStatus.Sent, _a.SendReliable("/piano/note", new byte[65_500]));
        _ensemble.Advance(1);

        Assert.Equal(["/piano/note"], _log);
    }

    [Fact]
    public void R3_83_A_peer_reaches_no_status_method_by_whatever_name_or_bundle()
    {
        _b.AddMethod("/_o2/si", "siss", m => _log.Add(m.Text(0)));
        Offer(_b, "piano");
        _log.Clear();
        foreach (string service in new[] { "_o2", _b.Name.Text })
        {
            var forged = O2Message.Create($"!{service}/si", GlobalTime.Immediately, reliable: true, "forged", 4, "_o2", "");
            SendTo(_b, forged);
            SendTo(_b, forged.With(flags: MessageFlags.BestEffort));
            _a.TrySend(O2Message.CreateBundle("piano", GlobalTime.Immediately, reliable: true, forged));
        }

        _ensemble.Advance(1);

        Assert.Empty(_log);
        Assert.True(_b.Dropped(DropReason.NotAllowed) >= 4);
    }

    [Fact]
    public void The_process_is_reached_by_its_own_name()
    {
        _a.AddMethod("/_o2/si", null, m => _log.Add(m.Address.Text));

        _a.Send($"!{_a.Name}/si");
        _a.Send($"/{_a.Name}/si");

        Assert.Equal([$"!{_a.Name}/si", $"/{_a.Name}/si"], _log);
    }

    [Fact]
    public void A_name_that_no_address_has_is_misuse()
    {
        Assert.All(new[] { "", "synth", "/", "//", "?x" }, address => Assert.ThrowsAny<ArgumentException>(() => _a.Send(address)));
        Assert.Throws<ArgumentNullException>(() => _a.TrySend(null!));
        Assert.Throws<ArgumentNullException>(() => { _ = _a.SendAsync(null!); });
    }

    [Fact]
    public void A_message_to_a_process_that_has_just_gone_is_counted()
    {
        Offer(_b, "piano");
        var link = (PeerLink)_a.Core.Directory.FindActive("piano")!.Endpoint!;
        _ensemble.Stop(_b);
        _ensemble.RunUntil(() => _a.Processes().Count == 0);

        Assert.Equal(SendStatus.NoService, link.Send(O2Message.Create("/piano/note", GlobalTime.Immediately, reliable: true)));
    }

    [Fact]
    public void The_log_tells_of_dropped_messages_and_is_not_filled_by_them()
    {
        var log = new LogProbe(_a.ActorSystem);

        for (int i = 0; i < 1_500; i++)
            _a.Send("/nobody/there", i);
        _ensemble.Advance(0);
        Assert.Equal(Enumerable.Repeat("Message [/nobody/there] from [this process] dropped: [UnknownService].", 5), log.Warnings);

        _ensemble.Advance(2);
        _a.Send("/nobody/there");
        _ensemble.Advance(0);
        Assert.EndsWith("(1495 more like this were not logged.)", log.Warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_does_not_tell_of_messages_that_are_published_to_those_who_tap()
    {
        var log = new LogProbe(_a.ActorSystem);
        _a.AddService("news", Props.Create<Silent>());
        _a.AddService("reader", Props.Create<Silent>());
        using (var tap = _a.Tap("news", "reader"))
        {
            _a.Send("/news/sports");
            _ensemble.Advance(0.1);
        }

        _a.Send("/news/weather");
        _ensemble.Advance(0.1);

        Assert.Equal(["Message [/news/weather] from [this process] dropped: [NoHandler]."], log.Warnings);
    }

    private sealed class Silent : O2ServiceActor
    {
        public Silent() => Method("/noteon", "i", _ => { });
    }

    private void Offer(O2Process process, string service)
    {
        process.AddMethod($"/{service}/note", null, m => _log.Add(m.Address.Text));
        _ensemble.RunUntil(() => _ensemble.Processes.All(p => p.Status(service) >= 0));
    }

    /// <summary>Sends as the wire would, whatever our directory says.</summary>
    private void SendTo(O2Process process, O2Message message)
    {
        Assert.True(_a.Core.Directory.Snapshot.TryGetProcess(process.Name, out var entry));
        ((PeerLink)entry.Endpoint!).Send(message);
    }

    private void AssertDropped(O2Process process, DropReason reason, Action send)
    {
        using var events = new EventList(process);
        long before = process.Dropped(reason);
        send();
        _ensemble.RunUntil(() => process.Dropped(reason) > before);
        _ensemble.Advance(0);
        Assert.Equal(before + 1, process.Dropped(reason));
        Assert.Equal(reason, Assert.Single(events.Of<MessageDropped>()).Reason);
    }
}
