using O2.Protocol;
using static O2.Actors.Tests.Protocol.Discovery.SessionFixture;

namespace O2.Actors.Tests.Protocol.Discovery;

/// <summary>Sessions of connections that we opened.</summary>
public class PeerSessionOpeningTests
{
    [Fact]
    public void Lower_name_connects_and_introduces_itself()
    {
        SessionFixture session = Opening(High);
        Assert.Equal(PeerRole.Client, session.Session.Role);

        session.Session.HandleConnected(session.Now);

        Assert.Equal([$"send Connect of {Self.Name}", "send state"], session.Outputs());
        Assert.Equal(PeerState.AwaitingAcceptance, session.Session.State);
    }

    [Fact]
    public void Higher_name_asks_to_be_connected_to()
    {
        SessionFixture session = Opening(Low);
        Assert.Equal(PeerRole.Callback, session.Session.Role);

        session.Session.HandleConnected(session.Now);
        Assert.Equal([$"send Callback of {Self.Name}"], session.Outputs());

        session.Session.HandleClosed();
        Assert.Equal(["ended CallbackDelivered"], session.Outputs());
    }

    [Fact]
    public void Process_of_which_only_the_address_is_known_is_asked_to_connect()
    {
        LocalTime now = new(1);
        PeerSession session = PeerSession.ForCallback(now, Identity());
        session.HandleConnected(now);
        Assert.True(session.TryDequeueOutput(out PeerOutput? output));
        Assert.True(Introduction.TryRead(Assert.IsType<PeerOutput.Send>(output).Message, out Introduction? introduction));
        Assert.Equal(IntroductionKind.Callback, introduction.Kind);

        session.HandleDeadline(now + PeerSession.StepTimeout);
        Assert.True(session.TryDequeueOutput(out output));
        Assert.Equal(new PeerOutput.Ended(PeerEndReason.CallbackNotTaken), output);
        Assert.Null(session.Process);
    }

    [Fact]
    public void First_announcement_of_the_server_is_its_acceptance()
    {
        SessionFixture session = Opened(High);
        session.Announce(High.Name);

        Assert.Equal([$"introduced {High.Name}", $"announced {High.Name}: "], session.Outputs());
        session.Pass(1e6);
        Assert.Empty(session.Outputs());
    }

    [Fact]
    public void Clock_news_that_comes_before_the_acceptance_counts_after_it()
    {
        SessionFixture session = Opened(High);
        session.Receive(SystemMessages.CreateClockSynchronized(High.Name));
        Assert.Empty(session.Outputs());

        session.Announce(High.Name, AnnouncedGroup.NewService("synth", ServiceProperties.Empty));

        Assert.Equal(
            [$"introduced {High.Name}", $"synchronized {High.Name}", $"announced {High.Name}: ServiceOffered synth"],
            session.Outputs());
    }

    [Fact]
    public void R3_39_Hub_that_connects_to_its_client_hears_the_request_before_the_announcement()
    {
        SessionFixture hub = Opened(High);
        hub.Receive(SystemMessages.CreateHubRequest());
        Assert.Empty(hub.Outputs());

        hub.Announce(High.Name);
        Assert.Equal([$"introduced {High.Name}", $"hub for {High.Name}", $"announced {High.Name}: "], hub.Outputs());
    }

    [Fact]
    public void R3_33_Server_that_sends_no_announcement_in_time_is_closed_and_not_kept()
    {
        SessionFixture session = Opened(High);
        session.Pass(9.9);
        Assert.Empty(session.Outputs());

        session.Pass(0.2);
        Assert.Equal(["ended NoAcceptance"], session.Outputs());
    }

    [Fact]
    public void D3_10_Server_of_another_ensemble_that_keeps_silent_is_given_up()
    {
        SimulatedNetwork network = new();
        SimulatedProcess ours = new(network, Low.Name.Text, options: new ReconnectOptions { MaxSilences = 3 });
        _ = new SimulatedProcess(network, High.Name.Text) { IsDeaf = true };

        ours.Discover(High);
        network.Run(60);

        Assert.Empty(ours.Known);
        Assert.Equal(0, ours.Registry.Count);
        Assert.Equal(0, ours.EndCount);
        Assert.Equal([PeerEndReason.NoAcceptance, PeerEndReason.NoAcceptance, PeerEndReason.NoAcceptance], ours.Endings);
    }

    [Fact]
    public void D3_13_Messages_of_a_server_that_has_not_accepted_us_are_dropped()
    {
        SessionFixture session = Opened(High);

        Assert.True(session.Receive("!synth/x", 1));
        Assert.True(session.Receive("!_o2/cs/put", 1, O2Value.Time(new GlobalTime(1))));
        Assert.Equal(["warning Unexpected", "warning Unexpected"], session.Outputs());
        Assert.Equal(PeerState.AwaitingAcceptance, session.Session.State);
    }

    [Fact]
    public void R3_37_Announcement_that_names_another_process_is_no_acceptance()
    {
        SessionFixture session = Opened(High);
        session.Announce(Low.Name, AnnouncedGroup.NewService("synth", ServiceProperties.Empty));

        Assert.Equal(["warning WrongProcess"], session.Outputs());
        Assert.Equal(PeerState.AwaitingAcceptance, session.Session.State);
    }

    [Fact]
    public void R3_40_Process_told_to_use_a_hub_introduces_itself_so_and_asks_for_introductions_after_the_reply()
    {
        SessionFixture session = Opening(High, hub: High.Name);
        session.Session.HandleConnected(session.Now);
        Assert.Equal([$"send Hub of {Self.Name}", "send state"], session.Outputs());

        session.Introduce(IntroductionKind.Reply, High);
        Assert.Equal([$"introduced {High.Name}", "send !_o2/hub", "send state"], session.Outputs());

        session.Introduce(IntroductionKind.Info, Low);
        Assert.Equal([$"discovered {Low.Name}"], session.Outputs());
    }

    [Fact]
    public void R3_40_A_hub_of_which_only_the_address_is_known_tells_its_name_in_the_reply()
    {
        foreach (ProcessInfo hub in new[] { Low, High })
        {
            SessionFixture session = Calling();
            Assert.Equal([$"send Hub of {Self.Name}", "send state"], session.Outputs());
            Assert.Equal((PeerRole.Client, PeerState.AwaitingReply), (session.Session.Role, session.Session.State));

            session.Introduce(IntroductionKind.Reply, hub);
            Assert.Equal([$"introduced {hub.Name}", "send !_o2/hub", "send state"], session.Outputs());

            session.Announce(hub.Name);
            Assert.Equal([$"announced {hub.Name}: "], session.Outputs());
        }
    }

    [Fact]
    public void Before_the_reply_of_the_hub_nothing_else_counts()
    {
        SessionFixture session = Calling();
        session.Outputs();

        session.Announce(High.Name);
        session.Introduce(IntroductionKind.Connect, High);
        session.Introduce(IntroductionKind.Info, High);
        session.Receive(SystemMessages.CreateClockSynchronized(High.Name));
        session.Receive(SystemMessages.CreateHubRequest());
        session.Receive("!synth/x");
        Assert.All(session.Outputs(), output => Assert.Equal("warning Unexpected", output));
        Assert.Equal(PeerState.AwaitingReply, session.Session.State);

        session.Pass(PeerSession.StepTimeout);
        Assert.Equal(["ended NoAcceptance"], session.Outputs());
    }

    [Fact]
    public void A_hub_that_does_not_fit_is_left()
    {
        SessionFixture other = Calling(), self = Calling();
        other.Outputs();
        self.Outputs();

        other.Introduce(IntroductionKind.Reply, High, "another");
        self.Introduce(IntroductionKind.Reply, Self);

        Assert.Equal(["warning Refused", "ended OtherEnsemble"], other.Outputs());
        Assert.Equal(["warning Refused", "ended Ourselves"], self.Outputs());
    }

    [Theory]
    [InlineData("cb007102:0a4d0001", "cb007101:cb007101", PeerRole.Client)]      // only we could open it
    [InlineData("cb007102:0a4d0001", "cb007101:0a4d0001", PeerRole.Callback)]
    [InlineData("cb007102:cb007102", "cb007101:cb007101", PeerRole.Callback)]
    [InlineData("cb007101:0a4d0001", "cb007101:cb007101", PeerRole.Client)]
    [InlineData("00000000:0a4d0001", "00000000:00000000", PeerRole.Callback)]
    public void A_process_behind_a_router_opens_connections_to_public_addresses_itself(string self, string other, PeerRole role)
    {
        PeerIdentity identity = new(SessionFixture.Ensemble, InfoOf($"@{self}:0001"));

        Assert.Equal(role, new PeerSession(new LocalTime(1), identity, InfoOf($"@{other}:0001")).Role);
    }

    [Fact]
    public void Reply_of_a_process_that_is_not_our_hub_is_ignored()
    {
        SessionFixture session = Opened(High);
        session.Introduce(IntroductionKind.Reply, High);

        Assert.Equal(["warning Unexpected"], session.Outputs());
        Assert.Equal(PeerState.AwaitingAcceptance, session.Session.State);
    }

    [Theory]
    [InlineData(IntroductionKind.Info)]
    [InlineData(IntroductionKind.Connect)]
    [InlineData(IntroductionKind.Callback)]
    public void Other_introductions_before_the_acceptance_are_ignored(IntroductionKind kind)
    {
        SessionFixture session = Opened(High);
        session.Introduce(kind, High);

        Assert.Equal(["warning Unexpected"], session.Outputs());
    }

    [Fact]
    public void R3_34_Connect_that_fails_ends_the_session()
    {
        SessionFixture refused = Opening(High);
        refused.Session.HandleClosed();
        Assert.Equal(["ended ConnectFailed"], refused.Outputs());

        SessionFixture stuck = Opening(High);
        stuck.Pass(10);
        Assert.Equal(["ended ConnectFailed"], stuck.Outputs());
    }

    [Fact]
    public void D3_14_Temporary_connection_that_the_other_side_leaves_open_is_closed_by_us()
    {
        SessionFixture session = Opened(Low);
        session.Pass(10);

        Assert.Equal(["ended CallbackNotTaken"], session.Outputs());
    }

    [Fact]
    public void Whatever_comes_on_a_temporary_connection_is_ignored()
    {
        SessionFixture session = Opened(Low);
        session.Announce(Low.Name, AnnouncedGroup.NewService("synth", ServiceProperties.Empty));
        session.Receive(SystemMessages.CreateClockSynchronized(Low.Name));
        session.Introduce(IntroductionKind.Connect, Low);

        Assert.True(session.Receive("!synth/x"));
        Assert.Empty(session.Outputs());
    }

    [Fact]
    public void Connected_twice_introduces_once()
    {
        SessionFixture session = Opened(High);
        session.Session.HandleConnected(session.Now);

        Assert.Empty(session.Outputs());
    }
}
