using O2.Protocol;
using O2.Protocol.Lite;
using static O2.Actors.Tests.Protocol.Discovery.SessionFixture;

namespace O2.Actors.Tests.Protocol.Discovery;

/// <summary>Sessions of connections that the other side opened.</summary>
public class PeerSessionAcceptedTests
{
    [Fact]
    public void R3_29_Nothing_is_sent_before_the_introduction_was_accepted()
    {
        SessionFixture session = Accepted();
        Assert.Empty(session.Outputs());

        session.Introduce(IntroductionKind.Connect, Low);

        Assert.Equal([$"introduced {Low.Name}", "send state"], session.Outputs());
        Assert.Equal(PeerState.Open, session.Session.State);
        Assert.Equal(Low, session.Session.Process);
        Assert.Equal(LocalTime.Never, session.Session.NextDeadline);
    }

    [Fact]
    public void Connection_from_a_higher_name_is_accepted_like_any_other()
    {
        SessionFixture session = Accepted();
        session.Introduce(IntroductionKind.Connect, High);

        Assert.Equal([$"introduced {High.Name}", "send state"], session.Outputs());
    }

    [Theory]
    [InlineData(IntroductionKind.Connect)]
    [InlineData(IntroductionKind.Hub)]
    [InlineData(IntroductionKind.Callback)]
    [InlineData(IntroductionKind.Info)]
    public void R3_30_Introduction_of_another_ensemble_closes_the_connection(IntroductionKind kind)
    {
        SessionFixture session = Accepted();
        session.Introduce(kind, Low, ensemble: "Gold");

        Assert.Equal(["warning Refused", "ended OtherEnsemble"], session.Outputs());
    }

    [Theory]
    [InlineData(0x030000)]
    [InlineData(0x01ffff)]
    public void R3_31_Introduction_with_another_major_version_closes_the_connection(int version)
    {
        SessionFixture session = Accepted();
        session.Introduce(IntroductionKind.Connect, Low with { Version = version });

        Assert.Equal(["warning Refused", "ended OtherMajorVersion"], session.Outputs());
    }

    [Fact]
    public void An_O2lite_client_that_no_host_takes_in_is_turned_away_at_once()
    {
        SessionFixture session = Accepted();
        Assert.True(session.Receive(LiteClientMessages.CreateConnect(0x7f000001, 5000)));

        Assert.Equal(["ended NoHost"], session.Outputs());
    }

    [Fact]
    public void Minor_versions_do_not_matter()
    {
        SessionFixture session = Accepted();
        session.Introduce(IntroductionKind.Connect, Low with { Version = 0x0209ff });

        Assert.Equal(PeerState.Open, session.Session.State);
    }

    [Fact]
    public void D3_12_Process_of_another_ensemble_is_neither_entered_nor_reported()
    {
        SimulatedNetwork network = new();
        SimulatedProcess ours = new(network, High.Name.Text);
        SimulatedProcess foreign = new(network, Low.Name.Text, ensemble: "silver");
        foreign.Directory.TryAdd("spy", ProviderKind.Local);

        foreign.Discover(ours);
        network.Run(5);

        Assert.Empty(ours.Known);
        Assert.False(ours.Directory.TryDequeueEvent(out _));
        Assert.Equal(ServiceStatus.Unknown, ours.Directory.Snapshot.Status("spy"));
        Assert.Empty(foreign.Known);
    }

    [Fact]
    public void Connection_that_leads_back_to_ourselves_is_closed()
    {
        SessionFixture session = Accepted();
        session.Introduce(IntroductionKind.Connect, Self);

        Assert.Equal(["warning Refused", "ended Ourselves"], session.Outputs());
    }

    [Fact]
    public void R3_32_Connection_on_which_nothing_valid_comes_in_time_is_closed()
    {
        SessionFixture session = Accepted();
        session.Pass(9.9);
        session.Receive("!synth/x", 1);
        session.Receive("!_o2/dy", "gold");
        Assert.Equal(["warning Unexpected", "warning Malformed"], session.Outputs());

        session.Pass(0.2);
        Assert.Equal(["ended NoIntroduction"], session.Outputs());
    }

    [Fact]
    public void Introduced_connection_has_no_deadline()
    {
        SessionFixture session = Introduced(Low);
        session.Pass(1e6);

        Assert.Empty(session.Outputs());
    }

    [Fact]
    public void R3_36_Announcement_before_the_introduction_is_ignored()
    {
        SessionFixture session = Accepted();
        session.Announce(Low.Name, AnnouncedGroup.NewService("synth", ServiceProperties.Empty));

        Assert.Equal(["warning Unexpected"], session.Outputs());
    }

    [Fact]
    public void D3_15_Announcements_and_clock_news_before_the_introduction_are_survived()
    {
        SessionFixture session = Accepted();
        session.Announce(Low.Name);
        session.Receive(SystemMessages.CreateClockSynchronized(Low.Name));
        session.Receive(SystemMessages.CreateHubRequest());
        session.Introduce(IntroductionKind.Connect, Low);

        Assert.Equal(
            ["warning Unexpected", "warning Unexpected", "warning Unexpected", $"introduced {Low.Name}", "send state"],
            session.Outputs());
    }

    [Fact]
    public void Callback_is_a_discovery_and_ends_the_connection()
    {
        SessionFixture session = Accepted();
        session.Introduce(IntroductionKind.Callback, High);

        Assert.Equal([$"discovered {High.Name}", "ended CallbackReceived"], session.Outputs());
        Assert.True(session.Receive("!synth/x"));
        Assert.Empty(session.Outputs());
    }

    [Fact]
    public void R3_38_Hub_request_is_answered_by_a_reply_and_the_introduction()
    {
        SessionFixture session = Accepted();
        session.Introduce(IntroductionKind.Hub, Low);
        Assert.Equal([$"introduced {Low.Name}", $"send Reply of {Self.Name}", "send state"], session.Outputs());

        session.Receive(SystemMessages.CreateHubRequest());
        Assert.Equal([$"hub for {Low.Name}"], session.Outputs());
    }

    [Fact]
    public void R3_40_Hub_that_connects_to_us_is_asked_for_introductions()
    {
        SessionFixture session = Accepted(hub: Low.Name);
        session.Introduce(IntroductionKind.Connect, Low);

        Assert.Equal([$"introduced {Low.Name}", "send !_o2/hub", "send state"], session.Outputs());
    }

    [Fact]
    public void R3_27_Connect_is_not_answered_by_a_reply()
    {
        SessionFixture session = Accepted();
        session.Introduce(IntroductionKind.Connect, Low);

        Assert.DoesNotContain(session.Outputs(), output => output.Contains("Reply"));
    }

    [Fact]
    public void D3_20_Repeated_connect_sends_our_list_again_and_does_no_harm()
    {
        SessionFixture session = Introduced(Low);
        session.Introduce(IntroductionKind.Connect, Low);
        session.Introduce(IntroductionKind.Hub, Low);

        Assert.Equal(["send state", $"send Reply of {Self.Name}", "send state"], session.Outputs());
    }

    [Fact]
    public void Connection_cannot_change_its_process()
    {
        SessionFixture session = Introduced(Low);
        session.Introduce(IntroductionKind.Connect, High);

        Assert.Equal(["warning Unexpected"], session.Outputs());
        Assert.Equal(Low, session.Session.Process);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void D3_21_Reply_that_nobody_asked_for_is_survived(bool introduced)
    {
        SessionFixture session = introduced ? Introduced(Low) : Accepted();
        session.Introduce(IntroductionKind.Reply, Low);

        Assert.Equal(["warning Unexpected"], session.Outputs());
        Assert.Equal(introduced, session.Session.State == PeerState.Open);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(49)]
    [InlineData(55)]
    [InlineData(int.MinValue)]
    public void D3_22_Introduction_with_an_unknown_flag_is_survived(int flag)
    {
        SessionFixture fresh = Accepted();
        fresh.Introduce((IntroductionKind)flag, Low);
        Assert.Equal(["warning Unexpected"], fresh.Outputs());

        SessionFixture open = Introduced(Low);
        open.Introduce((IntroductionKind)flag, Low);
        Assert.Equal(["warning Unexpected"], open.Outputs());
        Assert.Equal(PeerState.Open, open.Session.State);
    }

    [Fact]
    public void Closed_connection_ends_the_session_once()
    {
        SessionFixture session = Introduced(Low);
        session.Session.HandleClosed();
        session.Session.HandleClosed();
        session.Session.Close(PeerEndReason.Leaving);
        session.Pass(100);

        Assert.Equal(["ended ConnectionLost"], session.Outputs());
        Assert.Equal(PeerState.Ended, session.Session.State);
    }
}
