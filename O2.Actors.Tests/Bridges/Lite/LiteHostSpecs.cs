using System.Net;
using Akka.Actor;
using O2.Actors.Tests.Gateways;
using O2.Protocol;
using O2.Protocol.Lite;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Bridges.Lite;

/// <summary>What a host answers O2lite clients, and who is one (spec 04, 2 and 3.1).</summary>
public sealed class LiteHostSpecs : VirtualLiteSpecs
{
    private static O2Message Question(int id, int number = 1, string replyTo = "!_o2/cs/put") =>
        O2Message.Create("!_o2/o2lite/cs/get", GlobalTime.Immediately, reliable: false, id, number, replyTo);

    [Fact]
    public void Con_makes_a_connection_a_client_with_a_number()
    {
        using var client = Stage.Join();

        Assert.True(client.Id > 0);
        Assert.Equal([client.Id], Stage.Bridge.Clients.Select(c => c.Id));
        Assert.Single(client.Reliable);
        Ensemble.Advance(60);   // the connection of a client is not one that waits for an introduction
        Assert.False(client.IsClosed);
    }

    [Fact]
    public void A_second_con_is_dropped()
    {
        using var client = Stage.Join();
        client.Send(LiteClientMessages.CreateConnect(0x7f000001, client.UdpPort));
        client.Sync();

        Assert.Single(Stage.Bridge.Clients);
        Assert.Single(client.Reliable, m => m.Address.Text == LiteAddress.BridgeId);
    }

    [Fact]
    public void A_client_whose_connection_has_ended_before_its_con_was_handled_is_gone()
    {
        using var datagrams = Ensemble.Network.AddMachine().Transport.OpenDatagrams(IPAddress.Any, 0);
        var connection = new PeerConnection(Host.Core, new FakeConnection(), ActorRefs.Nobody, datagrams);
        ((IStreamHandler)connection).OnClosed(null);
        Assert.True(connection.TryServe(LiteClientMessages.CreateConnect(0x7f000001, 5000)));   // by the actor, which had another message before
        Assert.Single(Stage.Bridge.Clients);

        connection.Close();   // by the actor, which hears of the end now

        Assert.Empty(Stage.Bridge.Clients);
    }

    [Fact]
    public void Con_by_UDP_is_dropped()
    {
        using var client = Stage.Connect();
        client.SendDatagram(LiteClientMessages.CreateConnect(0x7f000001, client.UdpPort));
        Ensemble.RunUntil(() => Host.Dropped(DropReason.NotAllowed) == 1);

        Assert.Empty(Stage.Bridge.Clients);
    }

    [Fact]
    public void Without_a_host_con_is_refused_and_its_connection_ends()
    {
        using var early = Stage.Join();
        Stage.Bridge.Dispose();   // D4_26_Stopping_a_bridge_removes_all_of_its_handlers
        early.UntilClosed();

        using var late = Stage.Connect();
        late.Send(LiteClientMessages.CreateConnect(0x7f000001, late.UdpPort));
        late.UntilClosed();
        Assert.Empty(late.Reliable);
    }

    [Fact]
    public void D4_26_A_host_that_stopped_takes_no_questions_by_UDP()
    {
        Synchronize();
        using var client = Stage.Join();
        Stage.Bridge.Dispose();
        client.SendDatagram(Question(client.Id));
        Ensemble.RunUntil(() => Host.Dropped(DropReason.NotAllowed) == 1);

        Assert.Empty(client.BestEffort);
    }

    [Fact]
    public void Sv_by_UDP_or_before_con_is_dropped()
    {
        using var client = Stage.Connect();
        var offer = LiteClientMessages.CreateAnnouncement(LiteVariant.Sockets, AnnouncedGroup.NewService("lamp", ServiceProperties.Empty));
        client.Send(offer);
        client.Join();
        client.SendDatagram(offer);
        Stage.Until(() => Host.Dropped(DropReason.NotAllowed) == 1);
        client.Sync();

        Assert.Equal(ServiceStatus.Unknown, Host.Status("lamp"));
    }

    [Fact]
    public void The_clock_answers_by_UDP_to_the_port_that_the_client_named()
    {
        Synchronize();
        using var client = Stage.Join();
        client.SendDatagram(Question(client.Id, 17));

        var answer = client.HearDatagram("!_o2/cs/put");
        Assert.True(LiteHostMessages.TryReadClockAnswer(answer, out int number, out var time));
        Assert.Equal(17, number);
        Assert.InRange(time.Seconds, Host.Now.Seconds - 0.1, Host.Now.Seconds);

        client.Send(Question(client.Id, 18, "/mine/time"));   // by TCP, and to an address of the client's
        Assert.Equal(18, client.HearDatagram("/mine/time").AsView().Int32(0));
    }

    [Fact]
    public void While_the_host_has_no_clock_it_gives_no_time()
    {
        using var client = Stage.Join();
        client.Send(Question(client.Id));
        client.SendDatagram(Question(client.Id));
        client.Sync();
        Ensemble.Advance(1);

        Assert.Empty(client.BestEffort);
    }

    [Fact]
    public void D4_16_A_question_for_the_time_with_an_unknown_number_is_dropped()
    {
        Synchronize();
        using var client = Stage.Join();
        foreach (int id in (int[])[0, -1, client.Id + 1, int.MaxValue])
        {
            client.SendDatagram(Question(id));
            client.Send(Question(id));
        }

        client.Sync();
        Ensemble.Advance(1);
        Assert.Empty(client.BestEffort);
        client.SendDatagram(Question(client.Id));
        client.HearDatagram("!_o2/cs/put");
    }

    [Fact]
    public void Cs_cs_gives_the_clients_services_their_time()
    {
        var other = StartOther();
        Synchronize();
        using var client = Stage.Join().Offer("lamp");
        Assert.Equal(ServiceStatus.BridgeNoTime, Host.Status("lamp"));
        using EventList events = new(Host);

        client.Send(LiteClientMessages.CreateClockSynchronized(LiteVariant.Sockets));
        client.Send(LiteClientMessages.CreateClockSynchronized(LiteVariant.Sockets));   // a second one does nothing
        client.Sync();

        Assert.Equal(ServiceStatus.Bridge, Host.Status("lamp"));
        Ensemble.Advance(0);
        var change = Assert.Single(events.Of<ServiceChanged>());
        Assert.Equal(new ServiceChanged("lamp", ServiceStatus.Bridge, "_o2", ""), change);
        Stage.Until(() => other.Status("lamp") == ServiceStatus.Remote);
    }

    [Fact]
    public void St_tells_the_status_as_the_host_sees_it()
    {
        var other = StartOther();
        other.AddService("far");
        Host.AddService("near");
        using var client = Stage.Join().Offer("own");
        Stage.Until(() => Host.Status("far") == ServiceStatus.RemoteNoTime);

        foreach (string service in (string[])["far", "near", "own", "nobody", ""])
            client.Send(LiteClientMessages.CreateStatus(LiteVariant.Sockets, service));

        Assert.Equal(
            ["far 1", "near 0", "own 2", "nobody -1", " -1"],
            client.Hear("!_o2/st", 5).Select(m => $"{m.AsView().Text(0)} {m.AsView().Int32(1)}"));
    }

    [Fact]
    public void D4_17_St_by_UDP_is_dropped()
    {
        using var client = Stage.Join();
        client.SendDatagram(LiteClientMessages.CreateStatus(LiteVariant.Sockets, "own"));
        Stage.Until(() => Host.Dropped(DropReason.NotAllowed) == 1);
        client.Sync();

        Assert.DoesNotContain(client.Reliable, m => m.Address.Text == "!_o2/st" && m.AsView().Text(0).SequenceEqual("own"));
        Assert.Empty(client.BestEffort);
    }

    [Fact]
    public void Ls_lists_services_and_taps_and_ends()
    {
        var other = StartOther();
        other.AddService("far");
        Stage.Until(() => Host.Status("far") == ServiceStatus.RemoteNoTime);
        using var client = Stage.Join().Offer("lite1");
        client.Announce(new AnnouncedGroup(AnnouncedChange.TapAdded, "any", "lite1"));
        client.Announce(AnnouncedGroup.Offered("lite1", ServiceProperties.FromWire(";color:red;")));
        client.Send(LiteClientMessages.CreateList(LiteVariant.Sockets));

        Stage.Until(() => client.Reliable.Any(m => LiteHostMessages.TryReadListing(m, out var row) && row is null));
        var rows = client.Hear("!_o2/ls").Select(m => $"{m.AsView().Text(0)} {m.AsView().Int32(1)} {m.AsView().Text(2)} {m.AsView().Text(3)}").ToList();
        Assert.Contains("_o2 4 _o2 ", rows);
        Assert.Contains($"far 5 {other.Name} ", rows);
        Assert.Contains("lite1 6 _o2 color:red;", rows);
        Assert.Contains($"lite1 8 {Host.Name} any", rows);
        Assert.Equal(" 0  ", rows[^1]);
    }

    [Fact]
    public void When_the_host_ends_clients_see_the_end_and_what_was_sent_before()
    {
        using var client = Stage.Join().Offer("lamp");
        Host.SendReliable("/lamp/last");
        Ensemble.Stop(Host);

        client.UntilClosed();
        Assert.Contains(client.Reliable, m => m.Address.Text == "/lamp/last");
    }

    [Fact]
    public void D4_11_R4_12_A_client_that_looks_for_a_host_by_UDP_is_answered_if_the_ensemble_is_right()
    {
        using var client = Stage.Connect();
        uint ip = IpNumber.FromAddress(Ensemble.Network.Machines[^1].Address);
        client.SendDatagram(LiteClientMessages.CreateSearch("other", ip, client.UdpPort));
        client.SendDatagram(LiteClientMessages.CreateSearch(Host.Ensemble, ip, client.UdpPort));

        Assert.True(Introduction.TryRead(client.HearDatagram("!_o2/dy"), out var host));
        Assert.Equal(Host.Name, host.Process.Name);
        Assert.Equal(Stage.Udp.Port, host.Process.UdpPort);
        Assert.Equal(Host.Ensemble, host.Ensemble);
        Ensemble.Advance(1);
        Assert.Single(client.BestEffort);
    }

    [Fact]
    public void The_host_is_found_under_the_plain_name_of_the_ensemble_too_and_is_no_less_one_process()
    {
        var other = StartOther();
        List<string> names = [];
        using var browsing = VirtualLiteStage.Browse(Ensemble, Host, (e, _) =>
        {
            if (e.Kind == ServiceEventKind.Lost)
                names.Remove(e.Service.Name);
            else
                names.Add(e.Service.Name);
        });
        Stage.Until(() => names.Contains(Host.Ensemble));

        Stage.Bridge.Dispose();
        Stage.Until(() => !names.Contains(Host.Ensemble));
        Assert.Contains(Host.Processes(), p => p.Name == other.Name);

        // The record that is left is enough to be found again.
        Ensemble.Network.ResetConnections(Ensemble.MachineOf(Host), Ensemble.MachineOf(other));
        Stage.Until(() => other.Processes().Count == 0);
        Stage.Until(() => other.Processes().Count == 1);
    }

    [Fact]
    public void A_host_that_comes_back_serves_the_clients_that_come_back()
    {
        var machine = Ensemble.MachineOf(Host);
        using var before = Stage.Join().Offer("lamp");
        Ensemble.Stop(Host);
        before.UntilClosed();

        using var again = VirtualLiteStage.Open(Ensemble, Ensemble.Start(machine));
        using var after = again.Join().Offer("lamp");
        again.Host.SendReliable("/lamp/on");
        after.Hear("/lamp/on");
    }

    [Fact]
    public void When_the_hosts_machine_gets_another_address_clients_see_the_end_and_find_it_there()
    {
        using var before = Stage.Join().Offer("lamp");
        var machine = Ensemble.MachineOf(Host);
        machine.ChangeAddress(IPAddress.Parse("10.0.0.99"));
        before.UntilClosed();
        Stage.Until(() => Host.Status("lamp") == ServiceStatus.Unknown && Host.Name.InternalIp == IpNumber.FromAddress(machine.Address));

        using RawLite after = new(Stage, Ensemble.Network.AddMachine().Transport, new IPEndPoint(machine.Address, Host.Name.TcpPort));
        after.Join().Offer("lamp");
        Host.Send("/lamp/on");
        after.HearDatagram("/lamp/on");
    }

    [Fact]
    public void A_process_hosts_O2lite_once_and_only_with_sound_options()
    {
        Assert.Throws<ArgumentException>(() => Host.AddLiteHost());
        var other = StartOther();
        Assert.Throws<ArgumentOutOfRangeException>(() => other.AddLiteHost(new LiteHostOptions { MaxClients = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => other.AddLiteHost(new LiteHostOptions { MaxQueuedBytesPerClient = 4095 }));
        using var bridge = other.AddLiteHost();
        Assert.Equal("o2lite", bridge.Name);
    }
}
