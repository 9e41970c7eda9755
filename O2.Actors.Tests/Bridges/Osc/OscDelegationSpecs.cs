using O2.Actors.Tests.Protocol.Osc;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>What is sent to a service that is delegated to an OSC server, and what becomes of it (spec 05, 1, 4 and 5).</summary>
public sealed class OscDelegationSpecs : OscStage
{
    private OscPeer Server { get => field ??= new OscPeer(Studio); }

    [Fact]
    public void D5_2_A_delegation_is_an_OSC_service_here_and_is_announced_to_peers_that_are_connected()
    {
        using var synth = Delegate();
        Ensemble.RunUntil(() => Other.Status("synth") == ServiceStatus.RemoteNoTime);

        Assert.Equal(ServiceStatus.OscNoTime, Host.Status("synth"));
        Assert.Equal($"udp {Studio.Address}:{Server.Port}", Other.GetProperty("synth", "osc"));
        Synchronize();
        Assert.Equal(ServiceStatus.Osc, Host.Status("synth"));
        Ensemble.RunUntil(() => Other.Status("synth") == ServiceStatus.Remote);

        synth.Dispose();
        synth.Dispose();
        Assert.Equal(ServiceStatus.Unknown, Host.Status("synth"));
        Ensemble.RunUntil(() => Other.Status("synth") == ServiceStatus.Unknown);
    }

    [Fact]
    public void Messages_of_this_and_other_processes_leave_as_packets()
    {
        using var synth = Delegate();
        Ensemble.RunUntil(() => Other.Status("synth") == ServiceStatus.RemoteNoTime);

        Assert.Equal(SendStatus.Sent, Host.Send("/synth/note", 60, 0.5f));
        Ensemble.RunUntil(() => Server.Packets.Count == 1);
        Other.SendReliable("/synth/note", 61, true);
        Ensemble.RunUntil(() => Server.Packets.Count == 2);

        Assert.Equal(OscBytes.Message("/note", "if", 60, 0.5f), Server.Packets[0]);
        Assert.Equal(OscBytes.Message("/note", "iT", 61), Server.Packets[1]);
        Assert.Equal(2, synth.Sent);
    }

    [Fact]
    public void D1_12_A_method_cannot_be_added_to_a_delegated_service_nor_can_it_be_offered_twice()
    {
        using var synth = Delegate();

        Assert.Throws<ArgumentException>(() => Host.AddMethod("/synth/note/on", "i", _ => { }));
        Assert.Throws<ArgumentException>(() => Host.AddService("synth"));
        Assert.Throws<ArgumentException>(() => Host.DelegateToOsc("synth", "10.9.9.9", 9));
        Host.AddService("own");
        Assert.Throws<ArgumentException>(() => Host.DelegateToOsc("own", "10.9.9.9", 9));
    }

    [Fact]
    public void A_plain_message_with_a_time_is_held_until_then_and_sent_without_it()
    {
        using var synth = Delegate();
        Assert.Equal(SendStatus.NoClock, Host.SendReliable("/synth/note", new GlobalTime(5), 1));
        Synchronize();

        Assert.Equal(SendStatus.Scheduled, Host.SendReliable("/synth/note", Host.Now + 0.4, 2));
        double waited = Ensemble.RunUntil(() => Server.Packets.Count == 1);

        Assert.InRange(waited, 0.4, 0.41);
        Assert.Equal(OscBytes.Message("/note", "i", 2), Server.Packets[0]);
    }

    [Fact]
    public void A_bundle_is_sent_at_once_with_time_tags()
    {
        using var synth = Delegate();
        Synchronize();
        ulong now = TagNow;

        Assert.Equal(SendStatus.Sent, Host.TrySend(Bundle(Host.Now + 0.5, Message("/synth/one", 1), Bundle(Host.Now + 0.75, Message("/synth/two", 2)))));
        double waited = Ensemble.RunUntil(() => Server.Packets.Count == 1);

        Assert.InRange(waited, 0, 0.1);
        Assert.Equal(0.5, SecondsFrom(now, Server.Packets[0], 8), 0.002);
        Assert.Equal(0.75, SecondsFrom(now, Server.Packets[0], 48), 0.002);
    }

    [Fact]
    public void R5_28_A_bundle_of_time_0_has_tag_1()
    {
        using var synth = Delegate();

        Host.TrySend(Bundle(GlobalTime.Immediately, Message("/synth/one", 1)));
        Ensemble.RunUntil(() => Server.Packets.Count == 1);

        Assert.Equal(OscBytes.Bundle(1, OscBytes.Message("/one", "i", 1)), Server.Packets[0]);
    }

    [Fact]
    public void D5_30_Before_the_clock_is_there_a_bundle_with_a_time_is_dropped_instead_of_carrying_it()
    {
        using var synth = Delegate();

        Assert.Equal(SendStatus.NoClock, Host.TrySend(Bundle(new GlobalTime(5), Message("/synth/one"))));
        Assert.Equal(SendStatus.NoClock, Host.TrySend(Bundle(GlobalTime.Immediately, Bundle(new GlobalTime(5), Message("/synth/one")))));
        Ensemble.Advance(1);

        Assert.Empty(Server.Packets);
        Assert.Equal(2, Host.Dropped(DropReason.NoClock));
    }

    [Fact]
    public void A_bundle_that_is_not_for_the_service_alone_is_opened_here_at_its_time()
    {
        var heard = Hear("drum");
        using var synth = Delegate();
        Synchronize();

        Assert.Equal(SendStatus.Scheduled, Host.TrySend(Bundle(Host.Now + 0.5, Message("/synth/one", 1), Message("/drum/hit", 2))));
        double waited = Ensemble.RunUntil(() => Server.Packets.Count == 1 && heard.Count == 1);

        Assert.InRange(waited, 0.5, 0.51);
        Assert.Equal(OscBytes.Message("/one", "i", 1), Server.Packets[0]);
    }

    [Fact]
    public void D5_27_Taps_get_their_copies_those_of_bundles_at_their_time()
    {
        using var synth = Delegate();
        Synchronize();
        List<(string Path, double At)> heard = [], heardThere = [];
        using var tap = Host.Tap("synth", m => heard.Add((m.Address.Path, Host.Now.Seconds)));
        using var tapThere = Other.Tap("synth", m => heardThere.Add((m.Address.Path, Other.Now.Seconds)));
        Ensemble.Advance(1);
        double start = Host.Now.Seconds;

        Host.SendReliable("/synth/now", 1);
        Host.TrySend(Bundle(Host.Now + 0.5, Message("/synth/one"), Bundle(Host.Now + 0.75, Message("/synth/two")), Bundle(Host.Now + 0.25, Message("/synth/three"))));
        Ensemble.RunUntil(() => heard.Count == 4 && heardThere.Count == 4);

        foreach (var copies in (List<(string Path, double At)>[])[heard, heardThere])
        {
            Assert.Equal(["/now", "/one", "/three", "/two"], copies.Select(copy => copy.Path));
            Assert.All(copies.Zip([0, 0.5, 0.5, 0.75]), pair => Assert.Equal(start + pair.Second, pair.First.At, 0.05));
        }

        Assert.Equal(2, Server.Packets.Count);
    }

    [Fact]
    public void What_cannot_be_translated_is_dropped_and_counted()
    {
        using var synth = Delegate();
        var strange = O2Message.FromImage(O2Address.Parse("/synth/x"), "Z", GlobalTime.Immediately, MessageFlags.Reliable, new byte[4]);

        Assert.Equal(SendStatus.NotTranslatable, Host.TrySend(strange));
        Assert.Equal(SendStatus.TooLarge, Host.SendReliable("/synth/x", new byte[65_600]));

        Assert.Equal((1, 1), (Host.Dropped(DropReason.NotTranslatable), Host.Dropped(DropReason.TooLarge)));
        Assert.Equal(0, synth.Sent);
    }

    [Theory]
    [InlineData(OscTransport.Udp)]
    [InlineData(OscTransport.Tcp)]
    public void What_comes_back_goes_to_a_service_if_one_is_named(OscTransport transport)
    {
        var heard = Hear("mixer");
        using OscServer server = new(Studio);
        OscPeer stranger = new(Studio);
        int port = transport == OscTransport.Tcp ? server.Port : Server.Port;
        using var desk = Host.DelegateToOsc("desk", Studio.Address.ToString(), port, new OscDelegateOptions { Transport = transport, RepliesTo = "mixer" });
        Host.SendReliable("/desk/info");
        Ensemble.RunUntil(() => Server.Packets.Count + server.Packets.Count == 1);

        if (transport == OscTransport.Tcp)
        {
            server.Send(OscBytes.Prefixed(OscBytes.Message("x", ""), OscBytes.Message("/info", "s", "X32")));
        }
        else
        {
            int ours = Server.SenderPort;
            stranger.Send(HostMachine, ours, OscBytes.Message("/forged", ""));
            Server.Send(HostMachine, ours, OscBytes.Message("x", ""), OscBytes.Message("/info", "s", "X32"));
        }

        Ensemble.RunUntil(() => heard.Count == 1);
        Assert.Equal(["/mixer/info s \"X32\""], heard);
        Assert.Equal((1, 1), (desk.Received, desk.Refused));
    }

    [Fact]
    public void Without_a_service_for_it_what_comes_back_is_ignored()
    {
        using OscServer server = new(Studio);
        using var synth = DelegateByTcp(server.Port);
        Ensemble.RunUntil(() => synth.IsConnected);

        server.Send("GET / HTTP/1.1"u8.ToArray());
        Ensemble.Advance(1);
        Host.SendReliable("/synth/x", 1);

        Ensemble.RunUntil(() => server.Packets.Count == 1);
    }

    [Fact]
    public void A_delegation_ends_with_its_process_and_closes_its_connection()
    {
        using OscServer server = new(Studio);
        var synth = DelegateByTcp(server.Port);
        Ensemble.RunUntil(() => server.Connections == 1);

        Ensemble.Stop(Host);

        Ensemble.RunUntil(() => server.Connections == 0);
        synth.Dispose();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("driver")]
    public void When_an_actor_of_a_delegation_is_stopped_the_service_is_withdrawn_and_nothing_else_happens(string actor)
    {
        using OscServer server = new(Studio);
        using var synth = DelegateByTcp(server.Port);
        using var other = Host.DelegateToOsc("other", Studio.Address.ToString(), Server.Port);
        Ensemble.RunUntil(() => synth.IsConnected);

        Host.ActorSystem.ActorSelection($"/user/o2/bridges/osc-synth/{actor}").Tell(Akka.Actor.PoisonPill.Instance);
        Ensemble.RunUntil(() => server.Connections == 0);

        Assert.Equal(ServiceStatus.Unknown, Host.Status("synth"));
        Assert.Equal(SendStatus.Sent, Host.SendReliable("/other/x"));
        using var again = DelegateByTcp(server.Port);
        Ensemble.RunUntil(() => again.IsConnected);
    }

    [Fact]
    public void Names_and_options_are_checked()
    {
        Assert.Throws<ArgumentException>(() => Host.DelegateToOsc("a/b", "localhost", 9));
        Assert.Throws<ArgumentException>(() => Host.DelegateToOsc("x", " ", 9));
        Assert.Throws<ArgumentException>(() => Host.DelegateToOsc("x", "::1", 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Host.DelegateToOsc("x", "localhost", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Host.DelegateToOsc("x", "localhost", 9, new OscDelegateOptions { MaxQueuedBytes = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Host.DelegateToOsc("x", "localhost", 9, new OscDelegateOptions { Framing = (OscFraming)9 }));
        Assert.Throws<ArgumentException>(() => Host.DelegateToOsc("x", "localhost", 9, new OscDelegateOptions { RepliesTo = "a/b" }));
        var confined = Ensemble.Start(new O2ProcessOptions { Ensemble = "alone", Network = NetworkScope.Loopback });
        Assert.Throws<ArgumentException>(() => confined.DelegateToOsc("x", "10.0.0.9", 9));
        confined.DelegateToOsc("x", "localhost", 9).Dispose();
    }

    private static O2Message Bundle(GlobalTime time, params ReadOnlySpan<O2Message> elements) => O2Message.CreateBundle("synth", time, reliable: true, elements);

    private static double SecondsFrom(ulong tag, byte[] packet, int at) =>
        (System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(packet.AsSpan(at)) - tag) / 4294967296.0;

    private OscDelegation Delegate() => Host.DelegateToOsc("synth", Studio.Address.ToString(), Server.Port);

    private OscDelegation DelegateByTcp(int port, int maxQueuedBytes = 1 << 18) =>
        Host.DelegateToOsc("synth", Studio.Address.ToString(), port, new OscDelegateOptions { Transport = OscTransport.Tcp, MaxQueuedBytes = maxQueuedBytes });
}
