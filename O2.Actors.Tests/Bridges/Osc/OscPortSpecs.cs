using O2.Actors.TestKit;
using O2.Actors.Tests.Protocol.Osc;
using O2.Protocol;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>What OSC programs send to a port, and what becomes of it (spec 05, 1 to 3).</summary>
public sealed class OscPortSpecs : OscStage
{
    public static TheoryData<OscTransport> Transports => [OscTransport.Udp, OscTransport.Tcp];

    private OscPeer Peer { get => field ??= new OscPeer(Studio); }

    [Theory]
    [MemberData(nameof(Transports))]
    public void D5_1_Port_0_tells_which_port_the_system_chose(OscTransport transport)
    {
        using var port = Host.AddOscPort("osc", 0, new OscPortOptions { Transport = transport });
        using var second = Host.AddOscPort("osc", 0, new OscPortOptions { Transport = transport });

        Assert.True(port.Port > 0 && second.Port > 0 && port.Port != second.Port);
    }

    [Fact]
    public void A_port_that_is_taken_cannot_be_opened_and_one_that_was_closed_can()
    {
        var port = Host.AddOscPort("osc", 8000);
        var failure = Assert.Throws<O2Exception>(() => Host.AddOscPort("osc", 8000));
        Assert.Contains("8000", failure.Message);

        port.Dispose();
        port.Dispose();

        Host.AddOscPort("osc", 8000).Dispose();
    }

    [Fact]
    public void Messages_reach_the_service_of_this_or_of_another_process()
    {
        var heard = Hear();
        var heardThere = Hear(Other, "there");
        Ensemble.RunUntil(() => Host.Status("there") == ServiceStatus.RemoteNoTime);
        using var here = Host.AddOscPort("osc", 0);
        using var there = Host.AddOscPort("there", 0);

        Peer.Send(HostMachine, here.Port, OscBytes.Message("/note", "if", 60, 0.5f), OscBytes.Message("/bend", ""));
        Peer.Send(HostMachine, there.Port, OscBytes.Message("/x/y", "s", "text"));
        Ensemble.RunUntil(() => heard.Count == 2 && heardThere.Count == 1);

        Assert.Equal(["/osc/note if 60 0.5", "/osc/bend"], heard);
        Assert.Equal(["/there/x/y s \"text\""], heardThere);
        Assert.Equal((2, 0), (here.Received, here.Refused));
    }

    [Fact]
    public void A_service_that_comes_later_gets_what_comes_then()
    {
        using var port = Host.AddOscPort("osc", 0);
        Peer.Send(HostMachine, port.Port, OscBytes.Message("/lost", ""));
        Ensemble.RunUntil(() => Host.Dropped(DropReason.UnknownService) == 1);

        var heard = Hear();
        Peer.Send(HostMachine, port.Port, OscBytes.Message("/heard", ""));
        Ensemble.RunUntil(() => heard.Count == 1);

        Assert.Equal(["/osc/heard"], heard);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public void D5_10_What_comes_is_reliable_and_is_forwarded_by_TCP(OscTransport transport)
    {
        List<MessageFlags> heard = [];
        Other.AddMethod("/there/x", null, m => heard.Add(m.Flags));
        Ensemble.RunUntil(() => Host.Status("there") == ServiceStatus.RemoteNoTime);
        Ensemble.Network.SetConditions(HostMachine, Ensemble.MachineOf(Other), new LinkConditions { Loss = 1 });   // of datagrams
        using var port = Host.AddOscPort("there", 0, new OscPortOptions { Transport = transport });

        SendBy(transport, port, OscBytes.Message("/x", ""));
        Ensemble.RunUntil(() => heard.Count == 1);

        Assert.Equal(MessageFlags.Reliable, heard[0]);
    }

    [Fact]
    public void D5_11_Taps_on_the_service_see_what_comes()
    {
        var heard = Hear();
        List<string> tapped = [], tappedThere = [];
        using var tap = Host.Tap("osc", m => tapped.Add(m.Address.Path));
        using var tapThere = Other.Tap("osc", m => tappedThere.Add(m.Address.Path));
        using var port = Host.AddOscPort("osc", 0);
        Ensemble.Advance(1);

        Peer.Send(HostMachine, port.Port, OscBytes.Message("/x", ""), OscBytes.Bundle(1, OscBytes.Message("/y", "")));
        Ensemble.RunUntil(() => tappedThere.Count == 2);

        Assert.Equal(2, heard.Count);
        Assert.Equal(["/x", "/y"], tapped);
        Assert.Equal(["/x", "/y"], tappedThere);
    }

    [Fact]
    public void D5_3_An_empty_datagram_is_ignored_and_the_port_goes_on()
    {
        var heard = Hear();
        using var port = Host.AddOscPort("osc", 0);

        Peer.Send(HostMachine, port.Port, [], OscBytes.Message("/x", ""));
        Ensemble.RunUntil(() => heard.Count == 1);

        Assert.Equal(0, port.Refused);
    }

    [Fact]
    public void Malformed_and_unknown_packets_are_counted_and_the_others_taken()
    {
        var heard = Hear();
        using var port = Host.AddOscPort("osc", 0);

        Peer.Send(HostMachine, port.Port, "/x\0"u8.ToArray(), OscBytes.Message("x", ""), OscBytes.Message("/x", "i"), OscBytes.Message("/x", "Z"), OscBytes.Message("/good", ""));
        Ensemble.RunUntil(() => heard.Count == 1);

        Assert.Equal((1, 4), (port.Received, port.Refused));
    }

    [Fact]
    public void R5_19_A_malformed_packet_by_TCP_is_dropped_and_its_connection_stays()
    {
        var heard = Hear();
        using var port = Host.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp });
        using var client = OscServer.Connect(Ensemble, Studio, HostMachine, port.Port);

        client.Send(OscBytes.Prefixed(OscBytes.Message("x", ""), [1, 2, 3], OscBytes.Message("/x", "i"), [], OscBytes.Message("/good", "")));
        Ensemble.RunUntil(() => heard.Count == 1);

        Assert.Equal((1, 3, 1), (port.Received, port.Refused, client.Connections));
    }

    [Fact]
    public void A_length_that_no_packet_has_ends_its_connection_and_no_other()
    {
        var heard = Hear();
        using var port = Host.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp });
        using var good = OscServer.Connect(Ensemble, Studio, HostMachine, port.Port);
        using var bad = OscServer.Connect(Ensemble, Studio, HostMachine, port.Port);

        bad.Send("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        Ensemble.RunUntil(() => bad.Connections == 0);
        good.Send(OscBytes.Prefixed(OscBytes.Message("/good", "")));
        Ensemble.RunUntil(() => heard.Count == 1);
    }

    [Fact]
    public void SLIP_is_detected_for_each_connection_and_finds_back_into_step()
    {
        var heard = Hear();
        using var port = Host.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp });
        using var slip = OscServer.Connect(Ensemble, Studio, HostMachine, port.Port);
        using var prefixed = OscServer.Connect(Ensemble, Studio, HostMachine, port.Port);

        slip.Send([.. OscBytes.Slip(OscBytes.Message("/slip", "i", 0xC0DB)), 0xDB, 7, 0xC0, .. OscBytes.Slip(OscBytes.Message("/again", ""))]);
        prefixed.Send(OscBytes.Prefixed(OscBytes.Message("/prefixed", "")));
        Ensemble.RunUntil(() => heard.Count == 3);

        Assert.Equal(["/osc/again", "/osc/prefixed", "/osc/slip i 49371"], heard.Order());
        Assert.Equal((3, 1), (port.Received, port.Refused));
    }

    [Fact]
    public void A_port_that_is_closed_closes_its_connections()
    {
        var port = Host.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp });
        using var client = OscServer.Connect(Ensemble, Studio, HostMachine, port.Port);
        Ensemble.Advance(1);

        port.Dispose();
        Ensemble.RunUntil(() => client.Connections == 0);

        Assert.ThrowsAny<Exception>(() => OscServer.Connect(Ensemble, Studio, HostMachine, port.Port));
    }

    [Fact]
    public void Answers_go_to_the_address_and_port_of_whoever_sent_last()
    {
        Hear();
        using var port = Host.AddOscPort("osc", 0, new OscPortOptions { ReplyService = "phone" });
        Assert.Equal(SendStatus.Blocked, Host.SendReliable("/phone/early"));
        OscPeer second = new(Ensemble.Network.AddMachine());

        Peer.Send(HostMachine, port.Port, OscBytes.Message("/x", ""));
        Ensemble.RunUntil(() => port.Received == 1);
        Host.SendReliable("/phone/to", 1);
        second.Send(HostMachine, port.Port, OscBytes.Message("/x", ""));
        Ensemble.RunUntil(() => port.Received == 2);
        Host.SendReliable("/phone/to", 2);
        Ensemble.RunUntil(() => Peer.Packets.Count == 1 && second.Packets.Count == 1);

        Assert.Equal(OscBytes.Message("/to", "i", 1), Peer.Packets[0]);
        Assert.Equal(OscBytes.Message("/to", "i", 2), second.Packets[0]);
        Assert.Equal((ServiceStatus.OscNoTime, 2), (Host.Status("phone"), port.Sent));
    }

    [Fact]
    public void By_TCP_answers_go_by_the_connection_that_sent_last_in_its_own_framing()
    {
        Hear();
        using var port = Host.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp, ReplyService = "phone" });
        using var prefixed = OscServer.Connect(Ensemble, Studio, HostMachine, port.Port);
        var slip = OscServer.Connect(Ensemble, Studio, HostMachine, port.Port);

        prefixed.Send(OscBytes.Prefixed(OscBytes.Message("/x", "")));
        Ensemble.RunUntil(() => port.Received == 1);
        Host.SendReliable("/phone/to", 1);
        slip.Send(OscBytes.Slip(OscBytes.Message("/x", "")));
        Ensemble.RunUntil(() => port.Received == 2);
        Host.SendReliable("/phone/to", 2);
        Ensemble.RunUntil(() => prefixed.Packets.Count == 1 && slip.Packets.Count == 1);

        Assert.Equal(OscBytes.Prefixed(OscBytes.Message("/to", "i", 1)), prefixed.Bytes);
        Assert.Equal(OscBytes.Slip(OscBytes.Message("/to", "i", 2)), slip.Bytes);
        slip.Dispose();
        Ensemble.Advance(1);
        Assert.Equal(SendStatus.NoService, Host.SendReliable("/phone/to", 3));
    }

    [Fact]
    public void A_port_whose_client_was_given_up_serves_on_with_another_one()
    {
        var heard = Hear();
        using var port = Host.AddOscPort("osc", 8000);
        using EventList events = new(Host);
        Ensemble.Advance(0);
        Host.ActorSystem.ActorSelection("/user/o2/bridges/osc-osc-8000/1").Tell(Akka.Actor.PoisonPill.Instance);
        Ensemble.Advance(0);
        Assert.Single(events.Of<BridgeClientLeft>());

        Peer.Send(HostMachine, port.Port, OscBytes.Message("/x", ""));
        Ensemble.RunUntil(() => heard.Count == 1);
    }

    [Fact]
    public void Names_and_options_are_checked()
    {
        Assert.Throws<ArgumentException>(() => Host.AddOscPort("a/b", 0));
        Assert.Throws<ArgumentException>(() => Host.AddOscPort("", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Host.AddOscPort("osc", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Host.AddOscPort("osc", 65536));
        Assert.Throws<ArgumentOutOfRangeException>(() => Host.AddOscPort("osc", 0, new OscPortOptions { MaxConnections = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Host.AddOscPort("osc", 0, new OscPortOptions { Transport = (OscTransport)7 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Host.AddOscPort("osc", 0, new OscPortOptions { BindAddress = System.Net.IPAddress.IPv6Loopback }));
        Assert.Throws<ArgumentException>(() => Host.AddOscPort("osc", 0, new OscPortOptions { ReplyService = "a/b" }));
        Hear();
        Assert.Throws<ArgumentException>(() => Host.AddOscPort("osc", 8000, new OscPortOptions { ReplyService = "osc" }));
        Host.AddOscPort("osc", 8000).Dispose();   // the failure left nothing behind
    }

    private void SendBy(OscTransport transport, OscPort port, byte[] packet)
    {
        if (transport == OscTransport.Udp)
            Peer.Send(HostMachine, port.Port, packet);
        else
            OscServer.Connect(Ensemble, Studio, HostMachine, port.Port).Send(OscBytes.Prefixed(packet));
    }
}
