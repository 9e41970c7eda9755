using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Bridges.Lite;

/// <summary>O2lite clients that do what they should not: it costs them at most their own connection, and nobody else anything.</summary>
public sealed class LiteHostileSpecs : IDisposable
{
    private readonly VirtualLiteStage _stage = VirtualLiteStage.Open(new LiteHostOptions { MaxClients = 20, MaxQueuedBytesPerClient = 1 << 14 });
    private readonly RawLite _friend;

    public LiteHostileSpecs()
    {
        Host.BecomeClockReference();
        _friend = _stage.Join().Offer("friend");
    }

    private O2Process Host => _stage.Host;

    public void Dispose()
    {
        _friend.Dispose();
        _stage.Dispose();
    }

    /// <summary>The friend is still there and gets what is sent to it, both ways, and so does who comes anew.</summary>
    private void OthersAreServed()
    {
        int before = _friend.Locked(() => _friend.Reliable.Count(m => m.Address.Text == "/friend/hello"));
        Host.SendReliable("/friend/hello");
        _friend.Hear("/friend/hello", before + 1);
        using var newcomer = _stage.Join();
        newcomer.Send("/friend/hello");
        _friend.Hear("/friend/hello", before + 2);
        _friend.SendDatagram(LiteClientMessages.CreateClockQuestion(LiteVariant.Sockets, _friend.Id, 1));
        _friend.HearDatagram("!_o2/cs/put");
        Assert.False(_friend.IsClosed);
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("ffffffff")]
    [InlineData("80000000")]
    [InlineData("00010000")]
    [InlineData("7fffffff")]
    public void D4_1_A_length_that_no_message_has_closes_that_connection(string length)
    {
        using var foe = _stage.Join().Offer("foe");
        foe.SendBytes(Convert.FromHexString(length));
        foe.UntilClosed();
        _stage.Until(() => Host.Status("foe") == ServiceStatus.Unknown);
        OthersAreServed();
    }

    [Fact]
    public void Bytes_that_are_no_message_close_that_connection()
    {
        Random random = new(4);
        for (int i = 0; i < 50; i++)
        {
            using var foe = i % 2 == 0 ? _stage.Connect() : _stage.Join();
            byte[] bytes = new byte[random.Next(5, 400)];
            random.NextBytes(bytes);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - 4);
            foe.SendBytes(bytes);
            foe.UntilClosed();
        }

        OthersAreServed();
    }

    [Fact]
    public void D4_3_D4_63_Blobs_as_the_clients_in_C_and_Python_write_them_are_survived()
    {
        using var client = _stage.Join().Offer("echo");
        byte[] head = Convert.FromHexString("0000000100000000000000002f6563686f2f78002c6269000000000000000004");   // "/echo/x" ",bi", size 4
        foreach (string tail in (string[])["01020304" + "00000000" + "00000009", "01020304", "0102", ""])
        {
            byte[] body = [.. head, .. Convert.FromHexString(tail)];
            client.SendBytes([0, 0, 0, (byte)body.Length, .. body]);
        }

        client.Sync();
        OthersAreServed();
        Assert.False(client.IsClosed);
    }

    [Fact]
    public void Requests_with_other_types_are_dropped_and_the_connection_stays()
    {
        using var foe = _stage.Join();
        foreach (string path in (string[])["con", "sv", "cs/get", "cs/cs", "st", "ls", "dy", "early", "", "nonsense", "sv/more"])
        {
            foe.Send($"!_o2/o2lite/{path}", 1.5, "x", new byte[3]);
            foe.Send($"/_o2/o2lite/{path}", O2Value.ArrayStart, 1, O2Value.ArrayEnd);
            foe.SendDatagram(O2Message.Create($"!_o2/o2lite/{path}", GlobalTime.Immediately, reliable: false, 1.5));
        }

        foreach (string address in (string[])["!_o2/dy", "!_o2/sv", "!_o2/hub", "!_o2/cs/cs", "!_o2/cs/put", "!_o2/id", "/_o2/si", "/_o2/*", "!_o2/ws/sv", "!_o2/o2sm/sv"])
            foe.Send(address, "x", 1);
        foe.Sync();

        Assert.False(foe.IsClosed);
        OthersAreServed();
    }

    [Fact]
    public void Con_with_an_address_or_a_port_that_is_none_makes_no_client()
    {
        foreach (var (ip, port) in ((string, int)[])[("7f00001", 5), ("7F000001", 5), ("nonsense", 5), ("7f000001", 0), ("7f000001", -1), ("7f000001", 65536)])
        {
            using var foe = _stage.Connect();
            foe.Send("!_o2/o2lite/con", ip, port);
            foe.UntilClosed();   // as everybody is who does not say who he is in time
            Assert.Empty(foe.Reliable);
        }

        OthersAreServed();
    }

    [Fact]
    public void Names_that_nobody_can_offer_are_refused()
    {
        using var foe = _stage.Join();
        foreach (string name in (string[])["", "_o2", "_cs", "@00000000:0a000002:c000", "a/b", "/a", "!a", "1a", new string('x', 64), new string('x', 2000), "friend"])
        {
            foe.Announce(AnnouncedGroup.Offered(name, ServiceProperties.Empty));
            foe.Announce(AnnouncedGroup.Gone(name));
            foe.Announce(new AnnouncedGroup(AnnouncedChange.TapAdded, name, ""));
            foe.Announce(new AnnouncedGroup(AnnouncedChange.TapRemoved, name, "friend"));
        }

        foe.Sync();
        Assert.Equal(["_cs", "_o2", "friend"], Host.Services().Select(s => s.Service));
        OthersAreServed();
    }

    [Fact]
    public void A_client_cannot_offer_more_services_or_taps_than_its_share()
    {
        using var foe = _stage.Join();
        for (int i = 0; i < BridgeClient.MaxServices + 50; i++)
        {
            foe.Announce(AnnouncedGroup.NewService($"s{i}", ServiceProperties.Empty));
            foe.Announce(new AnnouncedGroup(AnnouncedChange.TapAdded, "s1", $"t{i}"));
        }

        foe.Sync();
        Assert.Equal(BridgeClient.MaxServices, Host.Services().Count(s => s.Service.StartsWith('s') && s.Status == ServiceStatus.Bridge));
        Assert.Equal(BridgeClient.MaxServices, Host.Services().Count(s => s.Status == ServiceStatus.Tap));
        OthersAreServed();
    }

    [Fact]
    public void A_client_that_comes_and_goes_with_a_service_for_ever_does_not_drown_the_processes()
    {
        const int Changes = 20_000;
        var other = _stage.Ensemble.Start();
        _stage.Until(() => Host.Processes().Count == 1 && other.Status("friend") == ServiceStatus.Remote);
        using EventList events = new(other);
        using var foe = _stage.Join();
        for (int i = 0; i < Changes / 2; i++)
        {
            foe.Announce(AnnouncedGroup.NewService("blink", ServiceProperties.Empty));
            foe.Announce(AnnouncedGroup.Gone("blink"));
        }

        foe.Sync();
        OthersAreServed();
        Assert.InRange(events.Of<ServiceChanged>().Count(e => e.Service == "blink"), 1000, Changes / 2);
        Assert.Single(Host.Processes());
        using var modest = _stage.Join().Offer("modest");
        _stage.Until(() => other.Status("modest") == ServiceStatus.Remote);
    }

    [Fact]
    public void Properties_of_all_services_of_a_client_have_a_bound_together()
    {
        using var foe = _stage.Join();
        string big = $";a:{new string('x', 30_000)};";
        for (int i = 0; i < 100; i++)
            foe.Announce(AnnouncedGroup.Offered($"s{i}", ServiceProperties.FromWire(big)));
        foe.Sync();
        int offered = Host.Services().Count(s => s.Service.StartsWith('s'));
        Assert.Equal(BridgeClient.MaxPropertyChars / big.Length, offered);

        foe.Announce(AnnouncedGroup.Gone("s0"));
        foe.Announce(AnnouncedGroup.Offered("s1", ServiceProperties.Empty));
        foe.Announce(AnnouncedGroup.Offered("s98", ServiceProperties.FromWire(big)));
        foe.Announce(AnnouncedGroup.Offered("s99", ServiceProperties.FromWire(big)));
        foe.Sync();
        Assert.Equal(offered + 1, Host.Services().Count(s => s.Service.StartsWith('s')));
        OthersAreServed();
    }

    [Fact]
    public void A_client_that_lies_about_its_address_gets_its_datagrams_itself_and_the_other_machine_none()
    {
        var victim = _stage.Ensemble.Network.AddMachine();
        using var bystander = _stage.Connect(victim);
        using var liar = _stage.Connect().Join(claimedIp: IpNumber.FromAddress(victim.Address)).Offer("liar");
        Host.Send("/liar/x");
        liar.SendDatagram(LiteClientMessages.CreateClockQuestion(LiteVariant.Sockets, liar.Id, 1));

        liar.HearDatagram("/liar/x");
        liar.HearDatagram("!_o2/cs/put");
        Assert.Empty(bystander.BestEffort);
    }

    [Fact]
    public void A_client_that_asks_for_the_time_as_another_gets_nothing_and_the_other_is_still_served()
    {
        using var foe = _stage.Join().Offer("foe");
        for (int i = 0; i < 100; i++)
            foe.SendDatagram(LiteClientMessages.CreateClockQuestion(LiteVariant.Sockets, _friend.Id, i));
        _friend.HearDatagram("!_o2/cs/put");   // answered, to whom the number belongs
        Assert.Empty(foe.BestEffort);
        OthersAreServed();
    }

    [Fact]
    public void Clients_beyond_the_limit_are_refused_until_one_goes()
    {
        List<RawLite> clients = [];
        while (_stage.Bridge.Clients.Count < 20)
            clients.Add(_stage.Join());
        using var late = _stage.Connect();
        late.Send(LiteClientMessages.CreateConnect(0x7f000001, late.UdpPort));
        late.UntilClosed();
        Assert.Empty(late.Reliable);

        clients[0].Dispose();
        _stage.Until(() => _stage.Bridge.Clients.Count == 19);
        OthersAreServed();
        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public void A_client_that_does_not_read_blocks_those_who_send_to_it_and_nobody_else()
    {
        using var deaf = _stage.Join().Offer("deaf");
        deaf.IsDeaf = true;
        var message = O2Message.Create("/deaf/x", GlobalTime.Immediately, reliable: true, new byte[1000]);
        int sent = 0;
        for (; Host.TrySend(message) != SendStatus.Blocked; sent++)
        {
            Assert.True(sent < 10_000, "the queue has no bound");
            _stage.Ensemble.Advance(0.001);
        }

        Assert.Equal(SendStatus.Blocked, Host.CanSend("deaf"));
        OthersAreServed();
        for (int i = 0; i < 1000; i++)   // answers are not kept for who does not read them
        {
            deaf.Send(LiteClientMessages.CreateStatus(LiteVariant.Sockets, "friend"));
            deaf.Send(LiteClientMessages.CreateList(LiteVariant.Sockets));
        }

        _stage.Until(() => Host.Dropped(DropReason.QueueFull) > 100);
        OthersAreServed();
    }

    [Fact]
    public void A_list_that_is_longer_than_the_queue_comes_whole_to_who_reads()
    {
        for (int i = 0; i < 2000; i++)
            Host.AddService($"a_service_with_a_rather_long_name_{i:d4}");
        using var client = _stage.Join();
        client.Send(LiteClientMessages.CreateList(LiteVariant.Sockets));
        client.Send(LiteClientMessages.CreateList(LiteVariant.Sockets));   // while one comes there is no second one
        _stage.Until(() => client.Reliable.Any(m => LiteHostMessages.TryReadListing(m, out var row) && row is null));
        client.Sync();

        Assert.Equal(Host.Services().Count + 1, client.Hear("!_o2/ls").Count);
        client.Send(LiteClientMessages.CreateList(LiteVariant.Sockets));
        client.Hear("!_o2/ls", 2 * (Host.Services().Count + 1));
    }

    [Fact]
    public void A_client_that_floods_a_slow_service_waits_and_nothing_of_it_is_lost()
    {
        const int Count = 20_000;
        int heard = 0;
        Action count = () => heard++;
        Host.AddService("slow", Akka.Actor.Props.Create(() => new Counter(count)));
        using var foe = _stage.Join();
        for (int i = 0; i < Count; i++)
            foe.Send("/slow/x", i);
        OthersAreServed();
        _stage.Until(() => heard == Count);
    }

    [Fact]
    public void A_client_whose_machine_is_gone_without_a_word_is_given_up()
    {
        var machine = _stage.Ensemble.Network.AddMachine();
        using var client = _stage.Connect(machine).Join().Offer("gone");
        machine.Unplug();
        _stage.Until(() => Host.Status("gone") == ServiceStatus.Unknown);
        OthersAreServed();
    }

    [Fact]
    public void Whoever_connects_and_says_nothing_is_closed_after_a_while_also_between_ordinary_messages()
    {
        using var silent = _stage.Connect();
        using var stranger = _stage.Connect();
        stranger.Send("/friend/hello");
        silent.UntilClosed();
        stranger.UntilClosed();
        OthersAreServed();
    }

    [Fact]
    public void An_introduced_process_cannot_become_a_client_nor_a_client_a_process()
    {
        using var client = _stage.Join();
        var info = new ProcessInfo(new ProcessName(0xffffffff, 0x0a0000f0, 4000), 4001, ProtocolVersion.Current);
        client.Send(new Introduction(Host.Ensemble, info, IntroductionKind.Connect).ToMessage());
        client.Sync();
        Assert.Empty(Host.Processes());

        using var process = _stage.Connect();
        process.Send(new Introduction(Host.Ensemble, info, IntroductionKind.Connect).ToMessage());
        process.Hear("!_o2/sv");
        int clients = _stage.Bridge.Clients.Count;
        process.Send(LiteClientMessages.CreateConnect(0x7f000001, process.UdpPort));
        _stage.Ensemble.Advance(1);
        Assert.Equal(clients, _stage.Bridge.Clients.Count);
        Assert.DoesNotContain(process.Reliable, m => m.Address.Text == "!_o2/id");
    }

    [Fact]
    public void Bundles_of_a_client_are_opened_by_the_host_and_reach_nothing_of_its_own()
    {
        using var client = _stage.Join();
        var evil = LiteClientMessages.CreateAnnouncement(LiteVariant.Sockets, AnnouncedGroup.NewService("smuggled", ServiceProperties.Empty));
        var good = O2Message.Create("/friend/bundled", GlobalTime.Immediately, reliable: true, 1);
        client.Send(O2Message.CreateBundle("friend", GlobalTime.Immediately, true, evil, good));
        client.Send(O2Message.CreateBundle("_o2", GlobalTime.Immediately, true, evil));

        _friend.Hear("/friend/bundled");
        client.Sync();
        Assert.Equal(ServiceStatus.Unknown, Host.Status("smuggled"));
    }

    private sealed class Counter : O2ServiceActor
    {
        public Counter(Action count) => Method("/x", "i", _ => count());
    }
}
