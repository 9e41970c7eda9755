using O2.Actors.Tests.Vectors;
using O2.Lite;
using O2.Protocol;
using O2.Protocol.Lite;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Lite;

public sealed class LiteSessionTests
{
    private static readonly LiteEndpoint Given = LiteEndpoint.AtAddress("10.0.0.9", 1000, 2000);
    private readonly LiteSessionDriver _driver = new(Given);

    private LiteSession Session => _driver.Session;

    [Fact]
    public void Nothing_is_sent_before_con_and_services_only_after_the_id()
    {
        Session.TryAddService("knob", ServiceProperties.Empty);
        Assert.Equal([Given], _driver.Connects());
        Assert.Empty(_driver.Sent());
        Session.HandleConnected(_driver.Now, 0xc0000202, 43670);
        Assert.Equal(["!_o2/o2lite/con si \"c0000202\" 43670"], _driver.Sent());
        Assert.Equal(LiteState.WaitingForId, Session.State);
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateBridgeId(7));
        Assert.Equal(["!_o2/o2lite/sv siisi \"knob\" 1 1 \"\" 0"], _driver.Sent());
        Assert.Equal((LiteState.Connected, 7), (Session.State, Session.BridgeId));
    }

    [Fact]
    public void On_a_web_socket_the_ensemble_comes_first()
    {
        LiteSessionDriver web = new(LiteEndpoint.AtWeb(new Uri("ws://studio:8080/o2ws")));
        web.Session.TryAddService("knob", ServiceProperties.Empty);
        Assert.Single(web.Connects());
        web.Session.HandleConnected(web.Now, 0, 0);
        Assert.Equal(["/_o2/ws/dy s \"music\""], web.Sent());
        web.Session.HandleMessage(web.Now, LiteHostMessages.CreateBridgeId(1));
        Assert.Equal(["!_o2/ws/full", "!_o2/ws/sv siisi \"knob\" 1 1 \"\" 0"], web.Sent());
        web.Synchronize(offset: 100);
        Assert.Equal(LiteState.Synchronized, web.Session.State);
        Assert.Equal("!_o2/ws/cs/cs", web.LastSent.ToString());   // no offer to hold: web hosts never do
    }

    [Fact]
    public void R4_14_The_clock_starts_afresh_on_every_connection_and_cs_cs_is_sent_each_time()
    {
        for (int connection = 1; connection <= 3; connection++)
        {
            _driver.Accept(connection);
            Assert.Equal((LiteState.Connected, GlobalTime.Unknown), (Session.State, Session.TimeAt(_driver.Now)));
            _driver.Sent();
            _driver.Synchronize(offset: 100 * connection);
            Assert.Equal(["!_o2/o2lite/cs/cs", "!_o2/o2lite/early"], _driver.Sent().Where(text => !text.Contains("cs/get")));
            Assert.Equal(_driver.Now.Seconds + 100 * connection, Session.TimeAt(_driver.Now).Seconds, 6);
            Session.HandleDisconnected(_driver.Now, "Gone.");
            Assert.Equal((LiteState.Searching, -1, GlobalTime.Unknown), (Session.State, Session.BridgeId, Session.TimeAt(_driver.Now)));
            _driver.AdvanceToDeadline();
        }
    }

    [Fact]
    public void D4_20_Services_with_their_properties_and_taps_are_announced_again_after_each_connection()
    {
        Assert.True(Session.TryAddService("knob", ServiceProperties.FromWire(";color:red;")));
        Assert.True(Session.TryAddService("fader", ServiceProperties.Empty));
        Assert.True(Session.TryTap("synth", "knob", TapSendMode.Reliable));
        string[] announced =
        [
            "!_o2/o2lite/sv siisi \"knob\" 1 1 \";color:red;\" 0",
            "!_o2/o2lite/sv siisi \"fader\" 1 1 \"\" 0",
            "!_o2/o2lite/sv siisi \"knob\" 1 0 \"synth\" 1",
        ];
        for (int connection = 1; connection <= 2; connection++)
        {
            _driver.Accept(connection);
            Assert.Equal(announced, _driver.Sent()[1..]);
            Session.HandleDisconnected(_driver.Now, "Gone.");
            _driver.AdvanceToDeadline();
        }

        _driver.Accept(3);
        _driver.Sent();
        Session.SetProperties("knob", ServiceProperties.FromWire(";color:blue;"));
        Assert.True(Session.TryRemoveService("knob"));
        Assert.False(Session.TryRemoveService("knob"));
        Assert.Equal(
            ["!_o2/o2lite/sv siisi \"knob\" 1 1 \";color:blue;\" 0", "!_o2/o2lite/sv siisi \"knob\" 0 0 \"synth\" 0", "!_o2/o2lite/sv siisi \"knob\" 0 1 \"\" 0"],
            _driver.Sent());
    }

    [Theory]
    [InlineData("music", true)]
    [InlineData("music #2", true)]
    [InlineData("music (3)", true)]
    [InlineData("music #184818238", true)]
    [InlineData("musical", false)]
    [InlineData("music box", false)]
    [InlineData("music #x", false)]
    [InlineData("other", false)]
    [InlineData("Music", false)]
    public void R4_10_Only_the_three_forms_of_instance_names_are_of_the_ensemble(string instance, bool isOurs) =>
        Assert.Equal(isOurs, IsTried(instance));

    [Fact]
    public void D4_7_A_host_of_another_ensemble_is_not_joined() => Assert.False(IsTried("specc"));

    [Fact]
    public void D4_8_A_host_whose_ensemble_begins_with_ours_is_not_joined() => Assert.False(IsTried("musics"));

    [Theory]
    [InlineData("2.0.1", true)]
    [InlineData("2.9.0", true)]
    [InlineData("1.0.0", false)]
    [InlineData("3.0.0", false)]
    [InlineData("", false)]
    public void R4_6_A_host_of_another_major_version_is_refused(string version, bool isJoined)
    {
        LiteSessionDriver driver = new(host: null);
        driver.Session.HandleService(Found("music", version: version));
        Assert.Equal(isJoined ? 1 : 0, driver.Connects().Count);
        Assert.Equal(version is "1.0.0" or "3.0.0", driver.Session.Problem is not null);
    }

    [Fact]
    public void D4_9_An_unusable_entry_is_passed_over_and_the_next_one_is_tried()
    {
        LiteSessionDriver driver = new(host: null);
        driver.Session.HandleService(Found("music", name: "@00000000:0A000001:03e8"));    // upper case
        driver.Session.HandleService(Found("music #2", name: "@00000000:0a000001:03e9")); // not the port of the record
        driver.Session.HandleService(Found("music #3", version: "x"));
        driver.Session.HandleService(Found("music #4", name: "@00000000:0a000002:03e8"));
        driver.Session.HandleService(Found("music #5", name: "@00000000:0a000003:03e8"));
        LiteEndpoint first = Assert.Single(driver.Connects());
        driver.Session.HandleDisconnected(driver.Now, "Refused.");
        LiteEndpoint second = Assert.Single(driver.Connects());
        Assert.Equal(["10.0.0.2:1000", "10.0.0.3:1000"], new[] { first, second }.Select(host => host.ToString()).Order());
        Assert.Equal(2000, first.UdpPort);
    }

    [Fact]
    public void A_host_that_was_found_is_joined_again_only_when_it_is_seen_again()
    {
        LiteSessionDriver driver = new(host: null);
        driver.Session.HandleService(Found("music"));
        driver.Accept(1);
        driver.Connects();
        driver.Session.HandleDisconnected(driver.Now, "Gone.");
        driver.Advance(100);
        Assert.Empty(driver.Connects());   // another program may have its port
        driver.Session.HandleService(Found("music"));
        Assert.Single(driver.Connects());
    }

    [Fact]
    public void A_host_that_says_goodbye_is_no_longer_tried()
    {
        LiteSessionDriver driver = new(host: null);
        driver.Session.HandleService(Found("music"));
        driver.Session.HandleService(Found("music") with { Kind = ServiceEventKind.Lost });
        Assert.Empty(driver.Connects());
    }

    [Fact]
    public void A_host_that_keeps_silent_is_left_after_five_seconds()
    {
        Assert.Single(_driver.Connects());
        _driver.Advance(4.9);
        Assert.Equal(LiteState.Connecting, Session.State);
        _driver.Advance(0.2);
        Assert.Equal(LiteState.Searching, Session.State);
        Assert.Contains("did not answer", Session.Problem);
        _driver.AdvanceToDeadline();
        Session.HandleConnected(_driver.Now, 1, 1);
        _driver.Advance(5.1);
        Assert.Equal(LiteState.Searching, Session.State);
        Assert.Contains("did not take this client in", Session.Problem);
        Assert.Equal(2, _driver.Disconnects);
    }

    [Fact]
    public void R4_2_Messages_with_tap_bits_in_the_flags_are_like_those_without()
    {
        _driver.AcceptAndSynchronize(1, offset: 0);
        foreach (uint flags in new uint[] { 0, 1, 0x102, 0x103 })
        {
            O2Message message = O2Message.Create(O2Address.Parse("/knob/turn"), GlobalTime.Immediately, new(flags), 1);
            Session.HandleMessage(_driver.Now, Wire.Decode(Wire.EncodeUdp(message)));
            Assert.Equal("/knob/turn i 1", Assert.Single(_driver.Delivered()).Message!.ToString());
        }
    }

    [Fact]
    public void Timed_messages_are_held_on_the_synchronized_clock_in_order_of_time()
    {
        _driver.AcceptAndSynchronize(1, offset: 100);
        GlobalTime now = Session.TimeAt(_driver.Now);
        foreach (double ahead in new[] { 0.3, 0.1, 0.2, -0.05, 0.1 })
            Session.HandleMessage(_driver.Now, Timed(now + ahead, (int)(100 * ahead)));
        LiteOutput late = Assert.Single(_driver.Delivered());
        Assert.Equal(0.05, late.Lateness, 6);
        Assert.Equal(0.1, Session.NextDelivery - _driver.Now, 6);
        _driver.Advance(0.15);
        Assert.Equal([10, 10], _driver.Delivered().Select(delivery => delivery.Message!.AsView().Int32(0)));
        _driver.Advance(0.2);
        Assert.Equal([20, 30], _driver.Delivered().Select(delivery => delivery.Message!.AsView().Int32(0)));
        Assert.Equal(LocalTime.Never, Session.NextDelivery);
    }

    [Fact]
    public void Before_the_clock_is_synchronized_what_the_host_has_held_is_delivered_at_once()
    {
        _driver.Accept(1);
        Session.HandleMessage(_driver.Now, Timed(new(5000), 1));
        Assert.Equal(0, Assert.Single(_driver.Delivered()).Lateness);
    }

    [Fact]
    public void R4_49_A_web_client_that_is_not_synchronized_drops_messages_with_a_time()
    {
        LiteSessionDriver web = AcceptedWeb();
        web.Session.HandleMessage(web.Now, Timed(new(5), 1));
        Assert.Empty(web.Delivered());
        Assert.Equal(1, web.Session.Dropped);
    }

    [Fact]
    public void R4_50_A_web_client_that_is_not_synchronized_delivers_messages_without_a_time()
    {
        LiteSessionDriver web = AcceptedWeb();
        web.Session.HandleMessage(web.Now, Timed(GlobalTime.Immediately, 1));
        Assert.Single(web.Delivered());
    }

    [Fact]
    public void D4_45_A_message_whose_time_has_passed_is_delivered_at_once()
    {
        LiteSessionDriver web = AcceptedWeb();
        web.Synchronize(offset: 100);
        web.Session.HandleMessage(web.Now, Timed(web.Session.TimeAt(web.Now) - 3, 1));
        Assert.Equal(3, Assert.Single(web.Delivered()).Lateness, 6);
    }

    [Fact]
    public void D4_46_D4_47_D4_48_A_future_message_is_delivered_at_its_time_with_its_own_arguments_and_not_counted_as_dropped()
    {
        LiteSessionDriver web = AcceptedWeb();
        web.Synchronize(offset: 100);
        web.Session.HandleMessage(web.Now, Timed(web.Session.TimeAt(web.Now) + 0.0123, 1));
        web.Session.HandleMessage(web.Now, Timed(GlobalTime.Immediately, 2));
        Assert.Equal(2, Assert.Single(web.Delivered()).Message!.AsView().Int32(0));
        web.Advance(0.012);
        Assert.Empty(web.Delivered());
        web.Advance(0.0004);
        Assert.Equal(1, Assert.Single(web.Delivered()).Message!.AsView().Int32(0));
        Assert.Equal(0, web.Session.Dropped);
    }

    [Fact]
    public void What_is_held_is_delivered_in_time_though_the_connection_ends_and_the_next_host_counts_from_elsewhere()
    {
        _driver.AcceptAndSynchronize(1, offset: 100);
        Session.HandleMessage(_driver.Now, Timed(Session.TimeAt(_driver.Now) + 20, 1));
        Session.HandleMessage(_driver.Now, Timed(Session.TimeAt(_driver.Now) + 0.01, 2));
        LocalTime due = _driver.Now + 20;
        Session.HandleDisconnected(_driver.Now, "Gone.");
        _driver.AdvanceToDeadline();
        Assert.Equal(2, Assert.Single(_driver.Delivered()).Message!.AsView().Int32(0));
        _driver.AdvanceToDeadline();
        _driver.AcceptAndSynchronize(2, offset: -5000);
        Assert.Equal(due.Seconds, Session.NextDelivery.Seconds, 6);
        _driver.Advance(due - _driver.Now);
        Assert.Equal(1, Assert.Single(_driver.Delivered()).Message!.AsView().Int32(0));
    }

    [Fact]
    public void More_messages_than_may_be_held_are_dropped_and_counted()
    {
        LiteSessionDriver driver = new(Given, maxHeld: 2);
        driver.AcceptAndSynchronize(1, offset: 0);
        for (int i = 0; i < 5; i++)
            driver.Session.HandleMessage(driver.Now, Timed(driver.Session.TimeAt(driver.Now) + 1 + i, i));
        Assert.Equal(3, driver.Session.Dropped);
    }

    [Fact]
    public void Elements_of_a_bundle_are_messages_of_their_own()
    {
        _driver.AcceptAndSynchronize(1, offset: 0);
        O2Message bundle = O2Message.CreateBundle("knob", GlobalTime.Immediately, reliable: true, Timed(GlobalTime.Immediately, 1), Timed(Session.TimeAt(_driver.Now) + 1, 2));
        Session.HandleMessage(_driver.Now, bundle);
        Assert.Single(_driver.Delivered());
        _driver.Advance(1.01);
        Assert.Single(_driver.Delivered());
    }

    [Fact]
    public void Questions_that_were_not_answered_are_asked_again_on_the_next_connection()
    {
        Session.AskStatus(_driver.Now, "synth");
        Session.AskList(_driver.Now);
        _driver.Accept(1);
        Assert.Equal(["!_o2/o2lite/st s \"synth\"", "!_o2/o2lite/ls"], _driver.Sent()[1..]);
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateListing(new("a", ServiceStatus.Local, "_o2", null, ServiceProperties.Empty)));
        Session.HandleDisconnected(_driver.Now, "Gone.");
        _driver.AdvanceToDeadline();
        _driver.Accept(2);
        Assert.Equal(["!_o2/o2lite/st s \"synth\"", "!_o2/o2lite/ls"], _driver.Sent()[1..]);
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateStatus("synth", ServiceStatus.Remote));
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateStatus("synth", ServiceStatus.Local));   // not asked for
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateListing(new("b", ServiceStatus.Local, "_o2", null, ServiceProperties.Empty)));
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateListing(null));
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateListing(null));                          // not asked for
        List<LiteOutput> answers = _driver.Answers();
        Assert.Equal(("synth", ServiceStatus.Remote), (answers[0].Service, answers[0].Status));
        Assert.Equal("b", Assert.Single(answers[1].Listing!).Service);
        Assert.Equal(2, answers.Count);
    }

    [Fact]
    public void Lists_are_asked_for_one_after_the_other_and_once_more_when_nothing_comes()
    {
        _driver.AcceptAndSynchronize(1, offset: 0);
        _driver.Sent();
        Session.AskList(_driver.Now);
        Session.AskList(_driver.Now);
        Assert.Equal(["!_o2/o2lite/ls"], _driver.Sent());
        _driver.Advance(2.9);
        Assert.DoesNotContain("!_o2/o2lite/ls", _driver.Sent());
        _driver.Advance(0.2);
        Assert.Single(_driver.Sent(), "!_o2/o2lite/ls");
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateListing(null));
        Assert.Equal(["!_o2/o2lite/ls"], _driver.Sent());
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateListing(null));
        Assert.Equal(2, _driver.Answers().Count);
        _driver.Advance(10);
        Assert.DoesNotContain("!_o2/o2lite/ls", _driver.Sent());
    }

    [Fact]
    public void A_question_for_a_status_is_repeated_until_it_is_answered()
    {
        _driver.AcceptAndSynchronize(1, offset: 0);
        Session.AskStatus(_driver.Now, "synth");
        Session.AskStatus(_driver.Now, "drums");
        _driver.Sent();
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateStatus("drums", ServiceStatus.Local));
        _driver.Advance(3.1);
        Assert.Single(_driver.Sent(), text => text.Contains("o2lite/st"));
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateStatus("synth", ServiceStatus.Local));
        _driver.Advance(10);
        Assert.DoesNotContain(_driver.Sent(), text => text.Contains("o2lite/st"));
    }

    [Fact]
    public void System_messages_out_of_place_or_malformed_are_ignored()
    {
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateBridgeId(1));   // before there is a connection
        Assert.Single(_driver.Connects());
        Session.HandleConnected(_driver.Now, 1, 1);
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateBridgeId(-4));
        Session.HandleMessage(_driver.Now, O2Message.Create("!_o2/id", GlobalTime.Immediately, true, 1.0));
        Assert.Equal(LiteState.WaitingForId, Session.State);
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateBridgeId(4));
        Session.HandleMessage(_driver.Now, LiteHostMessages.CreateBridgeId(5));
        Session.HandleMessage(_driver.Now, O2Message.Create("!_o2/cs/put", GlobalTime.Immediately, true, "x"));
        Session.HandleMessage(_driver.Now, O2Message.Create("!_o2/nonsense", GlobalTime.Immediately, true));
        Assert.Equal(4, Session.BridgeId);
        Assert.Empty(_driver.Delivered());
    }

    private static bool IsTried(string instance)
    {
        LiteSessionDriver driver = new(host: null);
        driver.Session.HandleService(Found(instance));
        return driver.Connects().Count > 0;
    }

    private static LiteSessionDriver AcceptedWeb()
    {
        LiteSessionDriver web = new(LiteEndpoint.AtWeb(new Uri("ws://studio:8080/o2ws")));
        web.Accept(1);
        return web;
    }

    private static O2Message Timed(GlobalTime time, int value) => O2Message.Create("/knob/turn", time, reliable: true, value);

    private static ServiceEvent Found(string instance, string name = "@00000000:0a000001:03e8", string version = "2.0.1") =>
        new(ServiceEventKind.Found, new(instance, "_o2proc._tcp", "host.local", 1000, [$"name={name}:07d0", $"vers={version}"], []));
}
