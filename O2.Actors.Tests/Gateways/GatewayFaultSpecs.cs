using System.Net;
using Akka.Actor;
using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>Failures of our own, and partners without manners: what they cost.</summary>
public sealed class GatewayFaultSpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void A_peers_actor_that_fails_costs_its_connection_which_is_made_again()
    {
        O2Process a = _ensemble.Start(), b = _ensemble.Start();
        b.AddMethod("/synth/note", null, _ => { });
        _ensemble.RunUntil(() => a.Status("synth") >= 0 && b.Processes().Count == 1);
        using EventList events = new(a);

        a.ActorSystem.ActorSelection("/user/o2/gateway/*").Tell(Kill.Instance);
        _ensemble.RunUntil(() => a.Processes().Count == 0);
        _ensemble.RunUntil(() => a.Status("synth") >= 0 && b.Processes().Count == 1);

        Assert.Equal(b.Name, Assert.Single(events.Of<ProcessLeft>()).Process);
        Assert.Equal(SendStatus.Sent, a.SendReliable("/synth/note"));
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("discovery")]
    public void A_gateway_or_discovery_that_is_lost_is_made_anew_and_the_services_are_found_again(string part)
    {
        O2Process a = _ensemble.Start(), b = _ensemble.Start();
        int notes = 0;
        b.AddMethod("/synth/note", null, _ => notes++);
        _ensemble.RunUntil(() => a.Status("synth") >= 0 && b.Processes().Count == 1);
        using EventList events = new(b);

        b.ActorSystem.ActorSelection($"/user/o2/{part}").Tell(PoisonPill.Instance);
        _ensemble.RunUntil(() => a.Processes().Count == 0);
        _ensemble.RunUntil(() => a.Status("synth") >= 0 && b.Processes().Count == 1);

        Assert.Equal(SendStatus.Sent, a.SendReliable("/synth/note"));
        _ensemble.Advance(1);
        Assert.Equal(1, notes);
        Assert.Equal(b.Name, Assert.Single(events.Of<ProcessRenamed>()).NewName);
        Assert.Equal(b.Name, Assert.Single(a.Processes()).Name);
    }

    [Fact]
    public void What_waited_at_a_peers_actor_that_failed_is_counted()
    {
        O2Process a = _ensemble.Start(), b = _ensemble.Start();
        _ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1);
        var peer = a.ActorSystem.ActorSelection("/user/o2/gateway/*");

        peer.Tell(Kill.Instance);
        peer.Tell(O2Message.Create("/synth/note", GlobalTime.Immediately, reliable: true, 1));
        peer.Tell(O2Message.Create("/synth/note", new GlobalTime(1e9), reliable: true, 2));
        _ensemble.RunUntil(() => a.Processes().Count == 0);

        Assert.Equal(2, a.Dropped(DropReason.ConnectionLost));
    }

    [Fact]
    public void What_a_peer_sent_before_it_learned_that_we_end_the_connection_is_delivered()
    {
        O2Process a = _ensemble.Start(), b = _ensemble.Start();
        List<int> heard = [];
        a.AddMethod("/synth/note", "i", m => heard.Add(m.Int32(0)));
        _ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1);
        var peer = a.ActorSystem.ActorSelection("/user/o2/gateway/*");

        peer.Tell(new PeerProtocol.End(PeerEndReason.Replaced));
        _ensemble.Advance(0);
        peer.Tell(O2Message.Create("/synth/note", GlobalTime.Immediately, reliable: true, 1));
        _ensemble.Advance(0);

        Assert.Equal([1], heard);
    }

    [Fact]
    public void Who_leaves_does_not_wait_for_those_who_never_introduced_themselves()
    {
        O2Process a = _ensemble.Start();
        VirtualMachine mute = _ensemble.Network.AddMachine();
        _ = mute.Transport.ConnectAsync(new IPEndPoint(_ensemble.MachineOf(a).Address, a.Name.TcpPort), default);
        _ensemble.RunUntil(() => CountPeerActors(a) == 1);
        double left = _ensemble.Clock.Now.Seconds;

        _ensemble.Stop(a);

        Assert.InRange(_ensemble.Clock.Now.Seconds - left, 0, 0.1);
    }

    [Fact]
    public void A_service_that_is_added_while_the_process_leaves_is_served_until_it_has_left()
    {
        O2Process a = _ensemble.Start(), b = _ensemble.Start();
        List<int> heard = [];
        _ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1);
        _ensemble.Network.Conditions = new LinkConditions { Latency = 0.2 };   // so the end takes a while

        var leaving = a.DisposeAsync().AsTask();
        _ensemble.Advance(0.01);
        a.AddService("late", Props.Create(() => new Listener(heard.Add)));
        Assert.Equal(SendStatus.Sent, a.Send("/late/note", 1));
        _ensemble.Advance(0.01);

        Assert.False(leaving.IsCompleted);
        Assert.Equal([1], heard);
        _ensemble.Stop(a);
    }

    private sealed class Listener : O2ServiceActor
    {
        public Listener(Action<int> heard) => Method("/note", "i", m => heard(m.Int32(0)));
    }

    [Fact]
    public void Who_leaves_gives_each_peer_its_time_whatever_the_others_do()
    {
        O2Process quick = _ensemble.Start(), slow = _ensemble.Start();
        O2Process leaver = _ensemble.Start(new O2ProcessOptions
        {
            Ensemble = _ensemble.Name,
            MaxQueuedBytesPerProcess = 4 << 20,
            DrainTimeout = TimeSpan.FromSeconds(30),
        });
        int received = 0, sent = 0;
        slow.AddMethod("/sink/x", null, _ => received++);
        _ensemble.RunUntil(() => leaver.Status("sink") >= 0 && leaver.Processes().Count == 2);
        foreach (var (from, to) in new[] { (leaver, slow), (slow, leaver) })
            _ensemble.Network.SetConditions(_ensemble.MachineOf(from), _ensemble.MachineOf(to), new LinkConditions { Latency = 1 });
        while (sent < 200 && leaver.SendReliable("/sink/x", new byte[10_000]) == SendStatus.Sent)
            sent++;

        _ensemble.Stop(leaver);
        _ensemble.RunUntil(() => slow.Processes().Count == 1);

        Assert.Equal(200, sent);
        Assert.Equal(sent, received);
        Assert.Single(quick.Processes());
    }

    [Fact]
    public void R3_32_Connections_that_say_nothing_are_bounded_and_closed_in_time()
    {
        O2Process a = _ensemble.Start();
        VirtualMachine hostile = _ensemble.Network.AddMachine();
        var target = new IPEndPoint(_ensemble.MachineOf(a).Address, a.Name.TcpPort);
        List<Task<IStreamConnection>> connections = [.. Enumerable.Range(0, 700).Select(_ => hostile.Transport.ConnectAsync(target, default))];
        _ensemble.RunUntil(() => connections.TrueForAll(c => c.IsCompletedSuccessfully));

        Assert.InRange(CountPeerActors(a), 500, 512);
        O2Process b = _ensemble.Start();
        _ensemble.Advance(12);
        Assert.InRange(CountPeerActors(a), 0, 1);
        _ensemble.RunUntil(() => a.Processes().Any(p => p.Name == b.Name), limit: 60);
    }

    private int CountPeerActors(O2Process process)
    {
        List<IActorRef> found = [];
        process.ActorSystem.ActorOf(Props.Create(() => new Asker(found)));
        _ensemble.Advance(0);
        return found.Count;
    }

    private sealed class Asker : ReceiveActor
    {
        public Asker(List<IActorRef> found)
        {
            Context.ActorSelection("/user/o2/gateway/*").Tell(new Identify(0), Self);
            Receive<ActorIdentity>(identity =>
            {
                if (identity.Subject is { } subject)
                    found.Add(subject);
            });
        }
    }
}
