using O2.Actors.TestKit;
using O2.Actors.Tests.Hostile;
using O2.Protocol;

namespace O2.Actors.Tests.Bridges;

/// <summary>What clients of a bridge can do, and what becomes of it (spec 04, 5; <c>docs/bridges.md</c>).</summary>
public sealed class BridgeClientSpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _host;
    private readonly O2Process _other;
    private readonly Bridge _bridge;
    private readonly LinkRecorder _link = new();
    private readonly BridgeClient _client;

    public BridgeClientSpecs()
    {
        _host = _ensemble.Start();
        _other = _ensemble.Start();
        _ensemble.RunUntil(() => _host.Processes().Count == 1 && _other.Processes().Count == 1);
        _bridge = _host.AddBridge("test");
        _client = _bridge.Connect(_link);
    }

    public void Dispose() => _ensemble.Dispose();

    private static O2Message Message(string address, params ReadOnlySpan<O2Value> args) => O2Message.Create(address, GlobalTime.Immediately, reliable: true, args);

    private static O2Message Timed(string address, GlobalTime at) => O2Message.Create(address, at, reliable: true);

    private void Synchronize()
    {
        _host.BecomeClockReference();
        _ensemble.RunUntil(() => _other.ClockState.IsSynchronized);
    }

    [Fact]
    public void A_service_of_a_client_is_the_hosts_for_others_and_a_bridges_for_the_host()
    {
        Assert.True(_client.OfferService("lamp", ServiceProperties.FromWire(";color:red;")));
        _ensemble.RunUntil(() => _other.Status("lamp") == ServiceStatus.RemoteNoTime);

        Assert.Equal(ServiceStatus.BridgeNoTime, _host.Status("lamp"));
        Assert.Equal("red", _other.GetProperty("lamp", "color"));
        Assert.Equal(_host.Name.Text, Assert.Single(_other.Services(), s => s.Service == "lamp").Process);

        _other.SendReliable("/lamp/on", 1);
        _ensemble.RunUntil(() => _link.Messages.Count == 1);
        Assert.Equal("/lamp/on", _link.Messages[0].Address.Text);
    }

    [Fact]
    public void A_name_that_is_not_UTF_8_has_the_same_bytes_everywhere()
    {
        const string name = "caf\uDCE9";   // in Latin-1
        Assert.True(_client.OfferService(name));
        _ensemble.RunUntil(() => _other.Status(name) == ServiceStatus.RemoteNoTime);

        _other.SendReliable($"/{name}/open");
        _ensemble.RunUntil(() => _link.Messages.Count == 1);
        Assert.Equal([.. "/caf"u8, 0xE9, .. "/open"u8], _link.Messages[0].Address.Utf8.ToArray());
    }

    [Fact]
    public void The_status_has_time_once_host_and_client_have_it()
    {
        _client.OfferService("early");
        Synchronize();
        Assert.Equal(ServiceStatus.BridgeNoTime, _host.Status("early"));

        _client.MarkSynchronized();
        _client.OfferService("late");

        Assert.Equal(ServiceStatus.Bridge, _host.Status("early"));
        Assert.Equal(ServiceStatus.Bridge, _host.Status("late"));
    }

    [Fact]
    public void A_name_that_the_host_or_another_client_offers_is_refused_and_stays_as_it_was()
    {
        var second = _bridge.Connect(new LinkRecorder());
        _host.AddService("hosts");
        _client.OfferService("first");

        Assert.False(_client.OfferService("hosts"));
        Assert.False(second.OfferService("first"));
        Assert.False(second.RemoveService("first"));
        Assert.False(second.RemoveService("hosts"));
        Assert.Throws<ArgumentException>(() => _host.AddService("first"));
        Assert.Throws<ArgumentException>(() => _host.AddMethod("/first/x", null, _ => { }));

        Assert.Equal(ServiceStatus.LocalNoTime, _host.Status("hosts"));
        _host.Send("/first/x");
        Assert.Single(_link.Messages);
    }

    [Fact]
    public void Two_hosts_can_have_clients_that_offer_one_name()
    {
        var elsewhere = _other.AddBridge("test").Connect(new LinkRecorder());
        Assert.True(_client.OfferService("lamp"));
        Assert.True(elsewhere.OfferService("lamp"));
        _ensemble.Advance(1);

        Assert.Equal(ServiceStatus.BridgeNoTime, _host.Status("lamp"));
        Assert.Equal(ServiceStatus.BridgeNoTime, _other.Status("lamp"));
    }

    [Fact]
    public void Offering_a_service_again_changes_its_properties_everywhere()
    {
        _client.OfferService("lamp");
        _client.OfferService("lamp", ServiceProperties.FromWire(";color:blue;"));
        _ensemble.RunUntil(() => _other.GetProperty("lamp", "color") == "blue");
    }

    [Fact]
    public void What_a_client_sends_goes_on_to_other_processes_and_to_its_own_services()
    {
        List<int> heard = [];
        _other.AddMethod("/synth/note", "i", m => heard.Add(m.Int32(0)));
        _ensemble.RunUntil(() => _host.Status("synth") == ServiceStatus.RemoteNoTime);
        _client.OfferService("self");

        Assert.Equal(SendStatus.Sent, _client.Receive(Message("/synth/note", 60)));
        Assert.Equal(SendStatus.Sent, _client.Receive(Message("/self/x")));
        Assert.Equal(SendStatus.NoService, _client.Receive(Message("/nobody/x")));
        _ensemble.RunUntil(() => heard.Count == 1);

        Assert.Equal("/self/x", Assert.Single(_link.Messages).Address.Text);
    }

    [Fact]
    public void Without_a_dialect_a_client_cannot_send_to_the_process_itself()
    {
        foreach (string address in (string[])["!_o2/sv", "/_o2/o2lite/sv", $"!{_host.Name.Text}/cs/cs", "/_o2/si"])
            Assert.Equal(SendStatus.NoService, _client.Receive(Message(address)));

        Assert.Equal(4, _host.Dropped(DropReason.NotAllowed));
    }

    [Fact]
    public void The_host_holds_timed_messages_until_their_time()
    {
        Synchronize();
        _client.OfferService("lamp");
        var at = _host.Now + 0.5;

        Assert.Equal(SendStatus.Scheduled, _host.TrySend(Timed("/lamp/on", at)));
        _ensemble.Advance(0.499);
        Assert.Empty(_link.Messages);
        _ensemble.Advance(0.001);

        Assert.Equal(at, Assert.Single(_link.Messages).Time);
    }

    [Fact]
    public void Without_a_clock_a_timed_message_that_would_be_held_is_dropped()
    {
        _client.OfferService("lamp");

        Assert.Equal(SendStatus.NoClock, _host.TrySend(Timed("/lamp/on", new GlobalTime(5))));
        Assert.Empty(_link.Messages);
    }

    [Fact]
    public void A_client_that_waits_by_itself_gets_timed_messages_at_once_with_or_without_a_clock()
    {
        _client.HoldsTimedMessages = false;
        _client.OfferService("lamp");
        _host.TrySend(Timed("/lamp/on", new GlobalTime(1e6)));
        Synchronize();
        _host.TrySend(Timed("/lamp/on", _host.Now + 10));

        Assert.Equal(2, _link.Messages.Count);
    }

    [Fact]
    public void A_tapper_in_the_host_gets_the_copy_of_an_early_message_at_its_time()
    {
        Synchronize();
        _client.HoldsTimedMessages = false;
        _client.OfferService("lamp");
        List<double> heard = [];
        using var tap = _host.Tap("lamp", m => heard.Add(_host.Now.Seconds));
        var at = _host.Now + 2;

        _host.TrySend(Timed("/lamp/on", at));

        Assert.Single(_link.Messages);
        Assert.Empty(heard);
        _ensemble.Advance(2);
        Assert.Equal(at.Seconds, Assert.Single(heard), 1e-6);
    }

    [Fact]
    public void A_tap_of_a_client_copies_to_its_service_and_ends_with_it()
    {
        _host.AddMethod("/synth/note", "i", _ => { });
        _client.OfferService("ear");
        Assert.True(_client.Tap("synth", "ear"));
        Assert.False(_client.Tap("synth", "ear"));

        _host.SendReliable("/synth/note", 1);
        Assert.Equal("/ear/note", Assert.Single(_link.Messages).Address.Text);

        _client.RemoveService("ear");
        _host.SendReliable("/synth/note", 2);
        Assert.Single(_link.Messages);
        Assert.DoesNotContain(_host.Services(), s => s.Status == ServiceStatus.Tap);
    }

    [Fact]
    public void A_client_cannot_end_the_tap_of_another()
    {
        var second = _bridge.Connect(new LinkRecorder());
        _client.Tap("synth", "ear");

        Assert.False(second.Tap("synth", "ear"));
        Assert.False(second.Untap("synth", "ear"));
        second.Dispose();

        Assert.Contains(_host.Services(), s => s.Tapper == "ear");
    }

    [Fact]
    public void When_the_actor_of_a_client_is_stopped_the_client_is_gone()
    {
        _client.OfferService("lamp");
        _ensemble.Advance(0);
        _host.ActorSystem.ActorSelection($"/user/o2/bridges/test/{_client.Id}").Tell(Akka.Actor.PoisonPill.Instance);
        _ensemble.Advance(0);

        Assert.True(_client.HasEnded);
        Assert.Equal(ServiceStatus.Unknown, _host.Status("lamp"));
    }

    [Fact]
    public void Members_of_a_client_that_is_gone_do_nothing()
    {
        _client.Dispose();
        _client.Dispose();

        Assert.False(_client.OfferService("lamp"));
        Assert.False(_client.Tap("synth", "lamp"));
        Assert.Equal(SendStatus.NoService, _client.Receive(Message("/_o2/x")));
        Assert.True(_client.WaitForRoomAsync().IsCompleted);
        Assert.Null(_bridge.Find(_client.Id));
        Assert.Equal(ServiceStatus.Unknown, _host.Status("lamp"));
    }

    [Fact]
    public void A_bridge_that_ended_takes_no_clients_and_its_name_is_free()
    {
        _client.OfferService("lamp");
        Assert.Throws<ArgumentException>(() => _host.AddBridge("test"));

        _bridge.Dispose();

        Assert.True(_link.IsClosed);
        Assert.Equal(ServiceStatus.Unknown, _host.Status("lamp"));
        Assert.Throws<ObjectDisposedException>(() => _bridge.Connect(new LinkRecorder()));
        var again = _host.AddBridge("test").Connect(new LinkRecorder());
        Assert.True(again.OfferService("lamp"));
        _ensemble.Advance(0);
        Assert.False(again.HasEnded);
    }

    [Fact]
    public void D4_25_No_id_is_given_twice_whichever_bridges_come_and_go()
    {
        using var second = _host.AddBridge("second");
        HashSet<int> ids = [_client.Id];
        for (int i = 0; i < 100; i++)
        {
            using var client = (i % 2 == 0 ? _bridge : second).Connect(new LinkRecorder());
            Assert.True(client.Id > 0 && ids.Add(client.Id));
        }

        second.Dispose();
        Assert.True(ids.Add(_host.AddBridge("second").Connect(new LinkRecorder()).Id));
    }

    [Fact]
    public void A_client_offers_no_more_than_its_limit()
    {
        for (int i = 0; i < BridgeClient.MaxServices; i++)
            Assert.True(_client.OfferService($"s{i}"));

        Assert.False(_client.OfferService("more"));
        Assert.True(_client.RemoveService("s0"));
        Assert.True(_client.OfferService("more"));
    }

    [Fact]
    public void What_a_bridge_complains_of_does_not_fill_the_log_and_cannot_obey_a_terminal()
    {
        var log = new LogProbe(_host.ActorSystem);

        for (int i = 0; i < 100; i++)
            _bridge.Warn("a device says \u001b[2J\nnonsense");
        _ensemble.Advance(0);
        Assert.Equal(Enumerable.Repeat("Bridge test: a device says ?[2J?nonsense", 5), log.Warnings);

        _ensemble.Advance(2);
        _bridge.Warn("again");
        _ensemble.Advance(0);
        Assert.Equal("Bridge test: again (95 more like this were not logged.)", log.Warnings[^1]);
    }

    [Fact]
    public void What_waits_at_a_slow_service_makes_its_client_wait_and_nobody_else()
    {
        _host.AddService("slow", Akka.Actor.Props.Create(() => new Slow()));
        var second = _bridge.Connect(new LinkRecorder());

        var pause = Task.CompletedTask;
        for (int i = 0; i < 10_000 && pause.IsCompleted; i++)
        {
            _client.Receive(Message("/slow/x"));
            pause = _client.WaitForRoomAsync();
        }

        Assert.False(pause.IsCompleted);
        Assert.False(_client.HasRoom);
        Assert.True(second.WaitForRoomAsync().IsCompleted);
        int thread = 0;
        _ = GoOnAsync();
        _ensemble.RunUntil(() => thread != 0);
        Assert.True(_client.HasRoom);
        Assert.Equal(Environment.CurrentManagedThreadId, thread);   // of the test: a bridge that waits does not leave the simulation

        async Task GoOnAsync()
        {
            await pause.ConfigureAwait(false);
            thread = Environment.CurrentManagedThreadId;
        }
    }

    private sealed class Slow : O2ServiceActor
    {
        public Slow() => Method("/x", "", _ => { });
    }
}
