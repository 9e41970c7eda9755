using System.Net;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Bridges.Lite;

/// <summary>Services, taps and messages of O2lite clients (spec 04, 3.3 and 3.4).</summary>
public sealed class LiteServiceSpecs : VirtualLiteSpecs
{
    private static O2Message Timed(string address, GlobalTime at, bool reliable = true) => O2Message.Create(address, at, reliable);

    [Fact]
    public void Ordinary_messages_are_delivered_and_passed_on_even_before_con()
    {
        var other = StartOther();
        List<string> heard = [];
        Host.AddMethod("/near/x", "i", m => heard.Add($"near {m.Int32(0)}"));
        other.AddMethod("/far/x", "i", m => heard.Add($"far {m.Int32(0)}"));
        Stage.Until(() => Host.Status("far") == ServiceStatus.RemoteNoTime);
        using var client = Stage.Connect();

        client.Send("/near/x", 1);
        client.Send("!far/x", 2);
        Stage.Until(() => heard.Count == 2);
        client.Join();
        client.Send("/near/x", 3);
        client.Send("!far/x", 4);
        Stage.Until(() => heard.Count == 4);

        Assert.Equal(["near 1", "near 3"], heard.Where(h => h.StartsWith("near", StringComparison.Ordinal)));
        Assert.Equal(["far 2", "far 4"], heard.Where(h => h.StartsWith("far", StringComparison.Ordinal)));
    }

    [Fact]
    public void Datagrams_of_a_client_are_passed_on_though_they_come_from_a_socket_that_it_did_not_name()
    {
        var other = StartOther();
        List<int> heard = [];
        other.AddMethod("/far/x", "i", m => heard.Add(m.Int32(0)));
        Stage.Until(() => Host.Status("far") == ServiceStatus.RemoteNoTime);
        using var client = Stage.Join();

        client.SendDatagram(O2Message.Create("/far/x", GlobalTime.Immediately, reliable: false, 5));
        Stage.Until(() => heard.Count == 1);
    }

    [Fact]
    public void R3_50_Datagrams_of_a_process_are_not_passed_on_though_a_client_is_on_its_machine()
    {
        var third = StartOther();
        third.AddMethod("/far/x", null, _ => { });
        var machine = Ensemble.Network.AddMachine();
        Ensemble.Start(machine);
        Stage.Until(() => Host.Processes().Count == 2 && Host.Status("far") == ServiceStatus.RemoteNoTime);
        using var client = Stage.Connect(machine).Join();
        using var process = machine.Transport.OpenDatagrams(IPAddress.Any, 0);   // C++ processes, too, send from a socket they did not name
        var message = O2Message.Create("/far/x", GlobalTime.Immediately, reliable: false);
        byte[] bytes = new byte[MessageEncoder.GetUdpSize(message)];
        MessageEncoder.WriteUdp(message, bytes);

        process.Send(bytes, Stage.Udp);
        Stage.Until(() => Host.Dropped(DropReason.NoLocalProvider) == 1);

        Synchronize();
        client.SendDatagram(LiteClientMessages.CreateClockQuestion(LiteVariant.Sockets, client.Id, 1));   // from now on the host knows the socket of the client
        client.HearDatagram("!_o2/cs/put");
        List<int> heard = [];
        third.AddMethod("/far/x", null, _ => heard.Add(1));
        client.SendDatagram(message);
        Stage.Until(() => heard.Count == 1);
    }

    [Fact]
    public void R4_19_Properties_without_the_leading_semicolon_are_completed()
    {
        using var client = Stage.Join().Offer("lamp");
        client.Send("!_o2/o2lite/sv", "lamp", 1, 1, "color:red;size:2", 0);
        client.Sync();

        Assert.Equal("red", Host.GetProperty("lamp", "color"));
        Assert.Equal("2", Host.GetProperty("lamp", "size"));
    }

    [Fact]
    public void Sv_offers_changes_and_removes_services_and_peers_and_events_tell_it()
    {
        var other = StartOther();
        using EventList events = new(Host);
        using var client = Stage.Join().Offer("lamp");
        Stage.Until(() => other.Status("lamp") == ServiceStatus.RemoteNoTime);
        client.Announce(AnnouncedGroup.Offered("lamp", ServiceProperties.FromWire(";color:red;")));
        Stage.Until(() => other.GetProperty("lamp", "color") == "red");
        client.Announce(AnnouncedGroup.Gone("lamp"));
        Stage.Until(() => other.Status("lamp") == ServiceStatus.Unknown);

        Assert.Equal(
            [new("lamp", ServiceStatus.BridgeNoTime, "_o2", ""), new("lamp", ServiceStatus.BridgeNoTime, Host.Name.Text, "color:red;"), new("lamp", ServiceStatus.Unknown, Host.Name.Text, "")],
            events.Of<ServiceChanged>());
    }

    [Fact]
    public void Two_clients_cannot_offer_one_name_and_the_first_keeps_it()
    {
        Host.AddService("hosts");
        using var first = Stage.Join().Offer("lamp");
        using var second = Stage.Join();
        second.Announce(AnnouncedGroup.Offered("lamp", ServiceProperties.FromWire(";mine:1;")));
        second.Announce(AnnouncedGroup.Offered("hosts", ServiceProperties.Empty));
        second.Announce(AnnouncedGroup.Gone("lamp"));
        second.Announce(AnnouncedGroup.Gone("hosts"));
        second.Sync();

        Assert.Null(Host.GetProperty("lamp", "mine"));
        Assert.Equal(ServiceStatus.LocalNoTime, Host.Status("hosts"));
        Host.SendReliable("/lamp/on");
        first.Hear("/lamp/on");

        first.Dispose();
        Stage.Until(() => Host.Status("lamp") == ServiceStatus.Unknown);
        second.Offer("lamp");
        Host.SendReliable("/lamp/on");
        second.Hear("/lamp/on");
    }

    [Fact]
    public void Messages_go_to_a_client_as_they_were_sent_by_TCP_or_by_UDP()
    {
        using var client = Stage.Join().Offer("lamp");
        Host.SendReliable("!lamp/tcp", 1, "two", 3.0, O2Value.True);
        Host.Send("/lamp/udp", -1, 0.5f);

        Assert.Equal("!lamp/tcp", client.Hear("!lamp/tcp")[0].Address.Text);
        Assert.Equal("isdT", client.Hear("!lamp/tcp")[0].Types);
        Assert.False(client.HearDatagram("/lamp/udp").Flags.IsReliable);
    }

    [Fact]
    public void A_clients_message_to_its_own_service_comes_back()
    {
        using var client = Stage.Join().Offer("self");
        client.Send("/self/x", 42);
        Assert.Equal(42, client.Hear("/self/x")[0].AsView().Int32(0));
        client.SendDatagram(O2Message.Create("/self/y", GlobalTime.Immediately, reliable: false));
        client.HearDatagram("/self/y");
    }

    [Fact]
    public void A_tap_of_a_client_gets_copies_in_the_mode_it_wants()
    {
        Host.AddMethod("/synth/note", null, _ => { });
        using var client = Stage.Join().Offer("ear");
        client.Announce(new AnnouncedGroup(AnnouncedChange.TapAdded, "ear", "synth", TapSendMode.BestEffort));
        client.Sync();
        Host.SendReliable("/synth/note", 1);

        var copy = client.HearDatagram("/ear/note");
        Assert.True(copy.Flags.IsTap);
        client.Announce(new AnnouncedGroup(AnnouncedChange.TapRemoved, "ear", "synth"));
        client.Sync();
        Assert.DoesNotContain(Host.Services(), s => s.Status == ServiceStatus.Tap);
    }

    [Fact]
    public void The_host_holds_timed_messages_for_clients_synchronized_or_not()
    {
        Synchronize();
        using var client = Stage.Join().Offer("lamp");
        var at = Host.Now + 0.5;
        Host.TrySend(Timed("/lamp/on", at));
        Host.TrySend(Timed("/lamp/quick", at, reliable: false));
        Ensemble.Advance(0.45);
        Assert.DoesNotContain(client.Reliable, m => m.Address.Service == "lamp");

        Assert.Equal(at, client.Hear("/lamp/on")[0].Time);
        Assert.Equal(at, client.HearDatagram("/lamp/quick").Time);
        Assert.True(Host.Now >= at);
    }

    [Fact]
    public void Without_a_clock_timed_messages_for_clients_are_dropped()
    {
        using var client = Stage.Join().Offer("lamp");
        client.Send(Timed("/lamp/on", new GlobalTime(1)));
        client.Sync();

        Assert.Equal(1, Host.Dropped(DropReason.NoClock));
        Assert.DoesNotContain(client.Reliable, m => m.Address.Service == "lamp");
    }

    [Fact]
    public void A_client_that_says_early_gets_timed_messages_at_once()
    {
        Synchronize();
        using var client = Stage.Join().Offer("lamp");
        client.Send(LiteClientMessages.CreateEarly());
        client.Sync();
        var at = Host.Now + 10;
        Host.TrySend(Timed("/lamp/on", at));

        Assert.Equal(at, client.Hear("/lamp/on")[0].Time);
        Assert.True(Host.Now < at - 9);
    }

    [Fact]
    public void Timed_messages_of_clients_are_held_for_the_host_and_passed_on_at_once()
    {
        var other = StartOther();
        Synchronize();
        Stage.Until(() => other.ClockState.IsSynchronized);
        List<(string Where, double Late)> heard = [];
        Host.AddMethod("/near/x", null, m => heard.Add(("near", Host.Now - m.Time)));
        other.AddMethod("/far/x", null, m => heard.Add(("far", other.Now - m.Time)));
        Stage.Until(() => Host.Status("far") == ServiceStatus.Remote);
        using var client = Stage.Join();

        client.Send(Timed("/near/x", Host.Now + 1));
        client.Send(Timed("/far/x", Host.Now + 1));
        Stage.Until(() => heard.Count == 2);

        Assert.All(heard, h => Assert.InRange(h.Late, -0.01, 0.01));
    }

    [Fact]
    public void Messages_to_unknown_services_are_dropped_and_nothing_comes_back()
    {
        using var client = Stage.Join();
        client.Send("/nobody/x");
        client.SendDatagram(O2Message.Create("/nobody/y", GlobalTime.Immediately, reliable: false));
        Stage.Until(() => Host.Dropped(DropReason.UnknownService) == 2);

        Assert.Single(client.Reliable);
    }

    [Fact]
    public void A_client_that_goes_takes_its_services_and_taps_with_it_and_its_number_is_not_used_again()
    {
        var other = StartOther();
        var gone = Stage.Join().Offer("lamp");
        gone.Announce(new AnnouncedGroup(AnnouncedChange.TapAdded, "lamp", "synth"));
        using var stays = Stage.Join().Offer("fan");
        Stage.Until(() => other.Status("lamp") == ServiceStatus.RemoteNoTime && other.Services().Any(s => s.Tapper == "lamp"));

        gone.Dispose();
        Stage.Until(() => other.Status("lamp") == ServiceStatus.Unknown && !other.Services().Any(s => s.Status == ServiceStatus.Tap));

        using var back = Stage.Join();
        Assert.True(back.Id > stays.Id && stays.Id > gone.Id);
        Assert.Equal(ServiceStatus.BridgeNoTime, Host.Status("fan"));
    }

    [Fact]
    public void D4_13_A_client_that_connects_again_and_never_says_that_it_is_synchronized_is_served()
    {
        Synchronize();
        using (var before = Stage.Join().Offer("lamp"))
        {
            before.Send(LiteClientMessages.CreateClockSynchronized(LiteVariant.Sockets));
            Stage.Until(() => Host.Status("lamp") == ServiceStatus.Bridge);
        }

        Stage.Until(() => Host.Status("lamp") == ServiceStatus.Unknown);
        using var after = Stage.Join().Offer("lamp");

        Assert.Equal(ServiceStatus.BridgeNoTime, Host.Status("lamp"));
        Host.TrySend(Timed("/lamp/on", Host.Now + 0.5));
        after.Hear("/lamp/on");
    }
}
