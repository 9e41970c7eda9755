using Akka.Actor;
using O2.Protocol;

namespace O2.Actors.Tests.Bridges.SharedMemory;

/// <summary>The process's side of the shared-memory bridge: services, both directions, full rings, ends (spec 04, section 9).</summary>
public sealed class SharedMemoryBridgeSpecs : IDisposable
{
    private readonly SharedMemoryFixture _fixture = new();
    private readonly List<int> _heard = [];

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void D4_51_A_client_can_read_its_bridge_id()
    {
        using var first = _fixture.Bridge.Connect();
        using var second = _fixture.Bridge.Connect();

        Assert.True(first.Id > 0);
        Assert.Equal([first.Id, second.Id], _fixture.Bridge.Clients.Select(client => client.Id).Order());
    }

    [Fact]
    public void D4_52_A_service_added_by_the_thread_is_announced_to_connected_processes()
    {
        using var client = _fixture.Bridge.Connect();
        Assert.Equal(SendStatus.Sent, client.AddService("synth", ServiceProperties.FromWire(";color:red;")));

        _fixture.RunUntil(() => _fixture.Peer.Status("synth") == ServiceStatus.Remote);
        Assert.Equal(ServiceStatus.Bridge, _fixture.Host.Status("synth"));
        Assert.Equal("red", _fixture.Peer.GetProperty("synth", "color"));

        client.AddService("synth", ServiceProperties.FromWire(";color:blue;"));
        _fixture.RunUntil(() => _fixture.Peer.GetProperty("synth", "color") == "blue");
        client.RemoveService("synth");
        _fixture.RunUntil(() => _fixture.Peer.Status("synth") == ServiceStatus.Unknown && _fixture.Host.Status("synth") == ServiceStatus.Unknown);
    }

    [Fact]
    public void A_client_counts_as_synchronized_as_soon_as_its_process_knows_the_time()
    {
        using var fixture = new SharedMemoryFixture(hasClock: false);
        var client = fixture.Connect("synth");
        Assert.Equal((ServiceStatus.BridgeNoTime, GlobalTime.Unknown), (fixture.Host.Status("synth"), client.Now));
        Assert.Equal(SendStatus.NoClock, fixture.Host.Send("/synth/note", new GlobalTime(1e6)));
        Assert.Equal(1, fixture.Host.Dropped(DropReason.NoClock));
        Assert.Equal(SendStatus.Sent, fixture.Host.Send("/synth/note"));

        fixture.Host.BecomeClockReference();
        Assert.Equal(ServiceStatus.Bridge, fixture.Host.Status("synth"));
        Assert.Equal(fixture.Host.Now, client.Now);
    }

    [Fact]
    public void When_the_thread_is_done_what_it_sent_is_handled_and_then_its_services_are_gone()
    {
        _fixture.Host.AddMethod("/meter/level", "i", m => _heard.Add(m.Int32(0)));
        var client = _fixture.Connect("synth");
        client.Send("/meter/level", 1);
        client.Dispose();
        Assert.Equal((SendStatus.NoService, false), (client.Send("/meter/level", 2), client.IsConnected));

        _fixture.RunUntil(() => _fixture.Peer.Status("synth") == ServiceStatus.Unknown);
        Assert.Equal([1], _heard);
        Assert.Equal(ServiceStatus.Unknown, _fixture.Host.Status("synth"));
        Assert.Empty(_fixture.Bridge.Clients);
        client.Dispose();
    }

    [Fact]
    public void Messages_go_both_ways_between_the_thread_and_any_process()
    {
        var client = _fixture.Connect("synth");
        client.AddMethod("/synth/ask", "i", m => client.SendReliable("/peer/answer", m.Int32(0) + 1));
        _fixture.Peer.AddMethod("/peer/answer", "i", m => _heard.Add(m.Int32(0)));
        _fixture.RunUntil(() => _fixture.Host.Status("peer") >= 0);

        _fixture.Peer.SendReliable("/synth/ask", 41);
        _fixture.RunUntil(() => client.Poll() == 1);
        _fixture.RunUntil(() => _heard.Count == 1);

        Assert.Equal([42], _heard);
    }

    [Fact]
    public void The_process_holds_what_the_thread_sends_to_it_until_its_time()
    {
        var client = _fixture.Connect("synth");
        var at = _fixture.Host.Now + 0.5;
        _fixture.Host.AddMethod("/meter/level", "i", m => Assert.InRange(_fixture.Host.Now - at, 0, 0.001));
        _fixture.Host.AddMethod("/meter/count", "i", m => _heard.Add(m.Int32(0)));
        client.Send(O2Address.Get("/meter/level"), at, 7);
        client.Send(O2Address.Get("/meter/count"), at, 7);

        _fixture.Advance(0.4);
        Assert.Empty(_heard);
        _fixture.Advance(0.2);
        Assert.Equal([7], _heard);
    }

    [Fact]
    public void A_message_of_the_thread_to_its_own_service_goes_through_the_process()
    {
        var client = _fixture.Connect("synth");
        client.AddMethod("/synth/note", "i", m => _heard.Add(m.Int32(0)));
        client.Send("/synth/note", 1);

        Assert.Equal(0, client.Poll());
        _fixture.RunUntil(() => client.Poll() == 1);
        Assert.Equal([1], _heard);
    }

    [Fact]
    public void Bundles_arrive_as_their_elements_each_at_its_time()
    {
        var client = _fixture.Connect("synth");
        client.AddMethod("/synth/note", "i", m => _heard.Add(m.Int32(0)));
        var later = _fixture.Host.Now + 0.1;
        var (one, two) = (O2Message.Create("/synth/note", later, true, 1), O2Message.Create("/synth/note", default, true, 2));
        _fixture.Host.TrySend(O2Message.CreateBundle("synth", default, true, one, two));
        client.TrySend(O2Message.CreateBundle("synth", default, true, O2Message.Create("/synth/note", default, true, 3)));

        _fixture.RunUntil(() =>
        {
            client.Poll();
            return _heard.Count == 3;
        });
        Assert.Equal([2, 3, 1], _heard);
        Assert.Throws<ArgumentException>(() => client.Send("#synth", 1));
    }

    [Fact]
    public void Services_of_the_thread_can_be_tapped()
    {
        var client = _fixture.Connect("synth");
        _fixture.Peer.AddMethod("/ear/note", "i", m => _heard.Add(m.Int32(0)));
        _fixture.Peer.Tap("synth", "ear");
        _fixture.Advance(0.1);

        _fixture.Host.Send("/synth/note", 5);
        _fixture.RunUntil(() => _heard.Count == 1);
        Assert.Equal(1, client.Poll());
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_and_the_first_one_keeps_it()
    {
        _fixture.Host.AddMethod("/meter/level", "i", m => _heard.Add(m.Int32(0)));
        using var client = _fixture.Bridge.Connect();
        client.AddService("meter");
        _fixture.Advance(0.01);

        _fixture.Host.Send("/meter/level", 3);
        Assert.Equal([3], _heard);
        Assert.Equal(0, client.Poll());
        Assert.Throws<ArgumentException>(() => client.AddService("1"));
        Assert.Throws<ArgumentException>(() => _fixture.Host.AddSharedMemoryBridge());
    }

    [Fact]
    public void A_thread_that_does_not_poll_loses_messages_and_nobody_else_does()
    {
        var stuck = _fixture.Connect("stuck", new SharedMemoryOptions { RingBytes = 1024 });
        var quick = _fixture.Connect("quick");
        quick.AddMethod("/quick/note", "i", m => _heard.Add(m.Int32(0)));
        var statuses = new List<SendStatus>();
        for (int i = 0; i < 100; i++)
        {
            statuses.Add(_fixture.Host.SendReliable("/stuck/note", i));
            Assert.Equal(SendStatus.Sent, _fixture.Host.SendReliable("/quick/note", i));
            Assert.Equal(SendStatus.Sent, _fixture.Host.Send("/stuck/note", i));
            quick.Poll();
        }

        Assert.Equal(Enumerable.Range(0, 100), _heard);
        Assert.Contains(SendStatus.Sent, statuses);
        Assert.Equal(SendStatus.Blocked, statuses[^1]);
        Assert.InRange(_fixture.Host.Dropped(DropReason.QueueFull), 50, 100);
        Assert.Equal(SendStatus.Blocked, _fixture.Host.CanSend("stuck"));

        Assert.Equal(1024 / 64, stuck.Poll());
        Assert.Equal(SendStatus.Sent, _fixture.Host.CanSend("stuck"));
        Assert.Equal(SendStatus.TooLarge, _fixture.Host.SendReliable("/stuck/note", new byte[600]));
    }

    [Fact]
    public void A_sender_can_wait_until_the_thread_has_polled()
    {
        var client = _fixture.Connect("synth", new SharedMemoryOptions { RingBytes = 1024 });
        while (_fixture.Host.SendReliable("/synth/note", 1) == SendStatus.Sent)
        {
        }

        var waiting = _fixture.Host.SendAsync(O2Message.Create("/synth/note", default, true, 2)).AsTask();
        _fixture.Advance(0.1);
        Assert.False(waiting.IsCompleted);
        client.Poll();
        Assert.Equal(SendStatus.Sent, _fixture.Run(waiting));
        Assert.Equal(1, client.Poll());
    }

    [Fact]
    public void Messages_too_far_ahead_do_not_fill_the_memory_of_the_thread()
    {
        var client = _fixture.Connect("synth");

        Assert.Equal(SendStatus.TooFarAhead, _fixture.Host.Send("/synth/note", _fixture.Host.Now + 1e6));
        Assert.Equal(SendStatus.TooFarAhead, _fixture.Host.Send("/synth/note", new GlobalTime(double.PositiveInfinity)));
        Assert.Equal((0, 2), (client.Poll(), _fixture.Host.Dropped(DropReason.TooFarAhead)));
    }

    [Fact]
    public void A_thread_that_floods_a_slow_service_hears_that_its_ring_is_full_and_loses_nothing_that_was_taken()
    {
        var slow = new TaskCompletionSource();
        _fixture.Host.AddService("slow", Props.Create(() => new Slow(slow.Task, _heard)));
        var client = _fixture.Connect("synth");
        int sent = 0;
        for (var status = SendStatus.Sent; status == SendStatus.Sent; sent += status == SendStatus.Sent ? 1 : 0)
        {
            if (sent % 1000 == 0)
                _fixture.Advance(0.001);
            status = client.Send("/slow/note", sent);
        }

        Assert.InRange(sent, 2000, 20_000);
        slow.SetResult();
        _fixture.RunUntil(() => _heard.Count == sent);
        Assert.Equal(Enumerable.Range(0, sent), _heard);
        Assert.Equal(SendStatus.Sent, client.Send("/slow/note", sent));
    }

    [Fact]
    public void When_the_process_leaves_the_thread_goes_on_without_it()
    {
        var client = _fixture.Connect("synth");
        client.AddMethod("/synth/note", "i", m => _heard.Add(m.Int32(0)));
        _fixture.Host.Send("/synth/note", 1);
        _fixture.Host.Send("/synth/note", _fixture.Host.Now + 0.5, 2);
        _fixture.Stop(_fixture.Host);

        Assert.Equal((false, SendStatus.NoService), (client.IsConnected, client.Send("/meter/level", 1)));
        Assert.Equal(1, client.Poll());
        _fixture.Advance(1);
        Assert.Equal(1, client.Poll());
        Assert.Equal([1, 2], _heard);
        client.Dispose();
    }

    [Fact]
    public void A_bridge_that_ends_cuts_off_its_clients_and_can_be_added_again()
    {
        var client = _fixture.Connect("synth");
        _fixture.Bridge.Dispose();

        Assert.Equal((false, ServiceStatus.Unknown), (client.IsConnected, _fixture.Host.Status("synth")));
        Assert.Throws<ObjectDisposedException>(() => _fixture.Bridge.Connect());
        _fixture.Advance(0.01);
        using var again = _fixture.Host.AddSharedMemoryBridge(TimeSpan.FromMilliseconds(5));
        again.Connect().AddService("synth");
        _fixture.RunUntil(() => _fixture.Peer.Status("synth") == ServiceStatus.Remote);
    }

    [Fact]
    public void Options_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _fixture.Bridge.Connect(new SharedMemoryOptions { RingBytes = 1023 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => _fixture.Bridge.Connect(new SharedMemoryOptions { TimedBytes = 127 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => _fixture.Peer.AddSharedMemoryBridge(TimeSpan.FromSeconds(2)));
        Assert.Equal((1 << 17, 1 << 17), (SharedMemoryOptions.Default.RingBytes, SharedMemoryOptions.Default.TimedBytes));
    }

    private sealed class Slow : ReceiveActor
    {
        public Slow(Task start, List<int> handled) => ReceiveAsync<O2Message>(async message =>
        {
            await start;
            handled.Add(message.AsView().Int32(0));
        });
    }
}
