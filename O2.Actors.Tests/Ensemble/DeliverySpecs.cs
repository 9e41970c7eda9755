using Akka.Actor;
using O2.Actors.Tests.Hostile;
using O2.Protocol;

namespace O2.Actors.Tests.Ensemble;

/// <summary>What becomes of a message (spec 01, 10.1, 11): what its sender is told, and what is counted and reported.</summary>
public sealed class DeliverySpecs : TwoProcessSpecs
{
    [Fact]
    public void Nobody_offers_the_service()
    {
        AssertDropped(A, DropReason.UnknownService, () => Assert.Equal(SendStatus.NoService, A.Send("/nobody/there", 1)));
    }

    [Fact]
    public void No_method_for_the_address_is_no_failure_of_the_send()
    {
        A.AddService("synth");

        AssertDropped(A, DropReason.NoHandler, () => Assert.Equal(SendStatus.Sent, A.Send("/synth/noteon", 1)));
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_no_failure_of_the_send()
    {
        A.AddMethod("/synth/noteon", "i", _ => { });

        AssertDropped(A, DropReason.TypeMismatch, () => Assert.Equal(SendStatus.Sent, A.Send("/synth/noteon", "text")));
    }

    [Fact]
    public void An_actor_drops_what_it_has_no_method_for()
    {
        A.AddService("synth", Props.Create<Silent>());

        AssertDropped(A, DropReason.NoHandler, () => A.Send("/synth/other"));
        AssertDropped(A, DropReason.TypeMismatch, () => A.Send("/synth/noteon"));
    }

    [Fact]
    public void A_timed_message_to_another_process_is_sent_without_a_clock_and_dropped_there()
    {
        Offer(B, "piano");

        AssertDropped(B, DropReason.NoClock, () => Assert.Equal(SendStatus.Sent, A.SendReliable("/piano/note", new GlobalTime(10))));
    }

    [Fact]
    public void D3_42_What_arrives_for_a_service_that_was_freed_is_dropped()
    {
        Offer(B, "piano");
        A.SendReliable("/piano/note");
        Assert.True(B.RemoveService("piano"));

        AssertDropped(B, DropReason.UnknownService, () => { });
        Assert.Empty(Log);
    }

    [Fact]
    public void D3_43_What_arrives_for_a_service_that_another_process_offers_is_not_sent_on()
    {
        Offer(A, "piano");
        Ensemble.RunUntil(() => B.Status("piano") == ServiceStatus.RemoteNoTime);
        var message = O2Message.Create("/piano/note", GlobalTime.Immediately, reliable: true);

        AssertDropped(B, DropReason.NoLocalProvider, () => B.Core.Router.Route(message, MessageSource.OfProcess("a peer", new InboundBudget())));
        Assert.Empty(Log);
    }

    [Fact]
    public void R3_56_A_tap_copy_for_a_service_that_is_unknown_is_dropped_and_counted()
    {
        var copy = O2Message.Create(O2Address.Get("/nobody/there"), GlobalTime.Immediately, new MessageFlags(0x103));

        AssertDropped(B, DropReason.UnknownTapper, () => B.Core.Router.Route(copy, MessageSource.OfProcess("a peer", new InboundBudget())));
    }

    [Fact]
    public void A_message_that_no_process_accepts_is_too_large_to_be_sent()
    {
        Offer(B, "piano");

        AssertDropped(A, DropReason.TooLarge, () => Assert.Equal(SendStatus.TooLarge, A.SendReliable("/piano/note", new byte[65_536])));
        AssertDropped(A, DropReason.TooLarge, () => Assert.Equal(SendStatus.TooLarge, A.Send("/piano/note", new byte[65_536])));
        Assert.Empty(Log);
    }

    [Fact]
    public void R3_75_The_longest_message_that_fits_arrives()
    {
        Offer(B, "piano");

        Assert.Equal(SendStatus.Sent, A.SendReliable("/piano/note", new byte[65_500]));
        Ensemble.Advance(1);

        Assert.Equal(["/piano/note"], Log);
    }

    [Fact]
    public void R3_83_A_peer_reaches_no_status_method_by_whatever_name_or_bundle()
    {
        B.AddMethod("/_o2/si", "siss", m => Log.Add(m.Text(0)));
        Offer(B, "piano");
        Log.Clear();
        foreach (string service in new[] { "_o2", B.Name.Text })
        {
            var forged = O2Message.Create($"!{service}/si", GlobalTime.Immediately, reliable: true, "forged", 4, "_o2", "");
            SendTo(B, forged);
            SendTo(B, forged.With(flags: MessageFlags.BestEffort));
            A.TrySend(O2Message.CreateBundle("piano", GlobalTime.Immediately, reliable: true, forged));
        }

        Ensemble.Advance(1);

        Assert.Empty(Log);
        Assert.True(B.Dropped(DropReason.NotAllowed) >= 4);
    }

    [Fact]
    public void The_process_is_reached_by_its_own_name()
    {
        A.AddMethod("/_o2/si", null, m => Log.Add(m.Address.Text));

        A.Send($"!{A.Name}/si");
        A.Send($"/{A.Name}/si");

        Assert.Equal([$"!{A.Name}/si", $"/{A.Name}/si"], Log);
    }

    [Fact]
    public void A_name_that_no_address_has_is_misuse()
    {
        Assert.All(new[] { "", "synth", "/", "//", "?x" }, address => Assert.ThrowsAny<ArgumentException>(() => A.Send(address)));
        Assert.Throws<ArgumentNullException>(() => A.TrySend(null!));
        Assert.Throws<ArgumentNullException>(() => { _ = A.SendAsync(null!); });
    }

    [Fact]
    public void A_message_to_a_process_that_has_just_gone_is_counted()
    {
        Offer(B, "piano");
        var link = (PeerLink)A.Core.Directory.FindActive("piano")!.Endpoint!;
        Ensemble.Stop(B);
        Ensemble.RunUntil(() => A.Processes().Count == 0);

        Assert.Equal(SendStatus.NoService, link.Send(O2Message.Create("/piano/note", GlobalTime.Immediately, reliable: true)));
    }

    [Fact]
    public void The_log_tells_of_dropped_messages_and_is_not_filled_by_them()
    {
        var log = new LogProbe(A.ActorSystem);

        for (int i = 0; i < 1_500; i++)
            A.Send("/nobody/there", i);
        Ensemble.Advance(0);
        Assert.Equal(Enumerable.Repeat("Message [/nobody/there] from [this process] dropped: [UnknownService].", 5), log.Warnings);

        Ensemble.Advance(2);
        A.Send("/nobody/there");
        Ensemble.Advance(0);
        Assert.EndsWith("(1495 more like this were not logged.)", log.Warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_does_not_tell_of_messages_that_are_published_to_those_who_tap()
    {
        var log = new LogProbe(A.ActorSystem);
        A.AddService("news", Props.Create<Silent>());
        A.AddService("reader", Props.Create<Silent>());
        using (var tap = A.Tap("news", "reader"))
        {
            A.Send("/news/sports");
            Ensemble.Advance(0.1);
        }

        A.Send("/news/weather");
        Ensemble.Advance(0.1);

        Assert.Equal(["Message [/news/weather] from [this process] dropped: [NoHandler]."], log.Warnings);
    }

    private sealed class Silent : O2ServiceActor
    {
        public Silent() => Method("/noteon", "i", _ => { });
    }

    private void Offer(O2Process process, string service)
    {
        process.AddMethod($"/{service}/note", null, m => Log.Add(m.Address.Text));
        Ensemble.RunUntil(() => Ensemble.Processes.All(p => p.Status(service) >= 0));
    }

    /// <summary>Sends as the wire would, whatever our directory says.</summary>
    private void SendTo(O2Process process, O2Message message)
    {
        Assert.True(A.Core.Directory.Snapshot.TryGetProcess(process.Name, out var entry));
        ((PeerLink)entry.Endpoint!).Send(message);
    }

    private void AssertDropped(O2Process process, DropReason reason, Action send)
    {
        using var events = new EventList(process);
        long before = process.Dropped(reason);
        send();
        Ensemble.RunUntil(() => process.Dropped(reason) > before);
        Ensemble.Advance(0);
        Assert.Equal(before + 1, process.Dropped(reason));
        Assert.Equal(reason, Assert.Single(events.Of<MessageDropped>()).Reason);
    }
}
