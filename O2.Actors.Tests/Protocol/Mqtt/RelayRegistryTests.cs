using System.Text;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Protocol.Mqtt;

public sealed class RelayRegistryTests
{
    private const uint Here = 0xCB007105, There = 0xCB007106, Low = 0xC0A80001, High = 0xC0A80009;
    private static readonly ProcessName LowerElsewhere = new(Here - 1, Low, 5000), HigherElsewhere = new(There, High, 5000), Neighbour = new(Here, High, 6000);
    private static readonly ProcessName LowerNeighbour = new(Here, Low - 1, 6000);
    private readonly RelayRegistry _registry;
    private readonly ProcessInfo _self = new(new ProcessName(Here, Low, 5000), 7000, ProtocolVersion.Current);
    private LocalTime _now = new(100);

    public RelayRegistryTests()
    {
        _registry = new RelayRegistry(new PeerIdentity("ens", _self), isSynchronized: false);
        _registry.HandleOnline(_now);
        Assert.Equal("announce dy", Outputs());
    }

    [Fact]
    public void An_announcement_is_made_every_15_s()
    {
        Assert.Equal(_now + 15, _registry.NextDeadline);
        Advance(15);
        Assert.Equal("announce dy", Outputs());
        Advance(14);
        Assert.Equal("", Outputs());
        Advance(1);
        Assert.Equal("announce dy", Outputs());
    }

    [Fact]
    public void The_clock_that_is_won_is_announced_at_once()
    {
        _registry.HandleSynchronized(_now);
        Assert.Equal("announce cs", Outputs());
        _registry.HandleSynchronized(_now);
        Assert.Equal("", Outputs());
        Advance(15);
        Assert.Equal("announce cs", Outputs());
    }

    [Fact]
    public void A_process_of_another_network_is_relayed_by_the_client_of_the_two()
    {
        Hear(HigherElsewhere);
        Assert.Equal("introduced, send /mqtt/dy state", Outputs());
        Hear(HigherElsewhere);
        Assert.Equal("", Outputs());
        Hear(HigherElsewhere, BrokerAnnouncementKind.Synchronized);
        Assert.Equal("synchronized", Outputs());
        Hear(HigherElsewhere, BrokerAnnouncementKind.Synchronized);
        Assert.Equal("", Outputs());
    }

    [Fact]
    public void Who_has_to_act_hears_us_within_a_tenth_of_a_second_of_our_hearing_him()
    {
        Hear(LowerElsewhere);
        Advance(RelayRegistry.AnswerPause);
        Assert.Equal("announce dy", Outputs());
        Hear(LowerElsewhere);
        Advance(RelayRegistry.AnswerPause);
        Assert.Equal("", Outputs());   // only the first time: two who never come together would answer each other for ever
    }

    [Fact]
    public void Made_up_names_make_us_announce_ten_times_a_second_and_no_more()
    {
        int announcements = 0;
        for (int i = 0; i < 1000; i++)
        {
            Hear(new ProcessName(Here - 1, Low, 1000 + i));
            Advance(0.01);
            announcements += Outputs().Split("announce").Length - 1;
        }

        Assert.InRange(announcements, 80, 101);
    }

    [Fact]
    public void D6_14_A_neighbour_that_asks_by_the_broker_is_connected_at_once()
    {
        var callback = new Introduction("ens", new ProcessInfo(Neighbour, 7001, ProtocolVersion.Current), IntroductionKind.Callback);

        Assert.True(Handle(callback.ToMessage()));
        Assert.Equal("discovered", Outputs());
        Assert.True(Handle((callback with { Ensemble = "other" }).ToMessage()));
        Assert.Equal("warning", Outputs());
        Assert.True(Handle((callback with { Kind = IntroductionKind.Connect }).ToMessage()));
        Assert.Equal("warning", Outputs());
    }

    [Fact]
    public void A_neighbour_is_connected_by_the_client_and_asked_by_the_server()
    {
        Hear(Neighbour);
        Assert.Equal("discovered", Outputs());
        Hear(LowerNeighbour);
        Assert.Equal("send /dy", Outputs());
        Advance(RelayRegistry.AnswerPause);
        Assert.Equal("announce dy", Outputs());   // the reference does not heed what it was asked
    }

    [Fact]
    public void A_process_that_is_connected_is_left_alone()
    {
        Hear(HigherElsewhere, BrokerAnnouncementKind.Synchronized, isConnected: true);
        Hear(LowerElsewhere, isConnected: true);

        Assert.Equal("", Outputs());
    }

    [Fact]
    public void Ourselves_and_other_major_versions_are_ignored()
    {
        Hear(_self.Name);
        Hear(_self.Name, BrokerAnnouncementKind.Bye);
        _registry.HandleAnnouncement(_now, new(new(HigherElsewhere, 7000, 0x030000), BrokerAnnouncementKind.Here), isConnected: false);

        Assert.Equal("", Outputs());
        Assert.Equal(0, _registry.Count);
    }

    [Fact]
    public void A_process_that_asks_for_a_link_gets_our_state_and_again_when_it_has_forgotten_us()
    {
        Handle(RelayMessages.CreateIntroduction(LowerElsewhere));
        Assert.Equal("introduced, send state", Outputs());
        Advance(RelayRegistry.AnswerPeriod);
        Handle(RelayMessages.CreateIntroduction(LowerElsewhere));
        Assert.Equal("send state", Outputs());
        Handle(RelayMessages.CreateIntroduction(_self.Name));
        Assert.Equal("warning", Outputs());
    }

    [Fact]
    public void A_process_that_is_connected_gets_no_link_besides()
    {
        Assert.True(_registry.HandleMessage(_now, RelayMessages.CreateIntroduction(Neighbour), _ => true));
        Assert.Equal("", Outputs());
    }

    [Fact]
    public void A_process_that_cannot_be_connected_with_is_relayed_if_it_is_heard()
    {
        _registry.HandleUnreachable(_now, Neighbour);
        Assert.Equal("", Outputs());
        Hear(Neighbour);
        Outputs();
        _registry.HandleUnreachable(_now, Neighbour);
        Assert.Equal("introduced, send /mqtt/dy state", Outputs());
        _registry.HandleUnreachable(_now, Neighbour);
        Assert.Equal("", Outputs());
        _registry.HandleReplaced(Neighbour);
        Assert.Equal("ended", Outputs());
    }

    [Fact]
    public void Services_and_clocks_are_taken_from_relayed_processes_only()
    {
        var services = ServiceAnnouncement.CreateMessages(HigherElsewhere, [AnnouncedGroup.Gone("synth")]).Single();

        Handle(services);
        Handle(SystemMessages.CreateClockSynchronized(HigherElsewhere));
        Assert.Equal("warning, warning", Outputs());
        Hear(HigherElsewhere);
        Outputs();
        Handle(services);
        Handle(SystemMessages.CreateClockSynchronized(HigherElsewhere));
        Handle(SystemMessages.CreateClockSynchronized(HigherElsewhere));
        Assert.Equal("announced, synchronized", Outputs());
    }

    [Theory]
    [InlineData("!_o2/hub")]
    [InlineData("!_o2/mqtt/ps")]
    [InlineData("!_o2/mqtt/ct")]
    [InlineData("!_o2/mqtt/dy")]
    [InlineData("!_o2/cs/cs")]
    [InlineData("!_o2/sv")]
    [InlineData("!_o2/dy")]
    [InlineData("!_o2/o2lite/con")]
    [InlineData("!_o2/si")]
    public void What_nobody_may_send_or_is_malformed_is_warned_of(string address)
    {
        Assert.True(Handle(O2Message.Create(address, GlobalTime.Immediately, reliable: true, 1)));
        Assert.Equal("warning", Outputs());
    }

    [Fact]
    public void Clock_answers_are_left_to_the_caller() =>
        Assert.False(Handle(ClockMessages.CreatePut(_self.Name, 1, new GlobalTime(1)).With(address: O2Address.Parse("!_o2/cs/put"))));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_goodbye_ends_the_link_at_once(bool isReferences)
    {
        Hear(HigherElsewhere);
        Outputs();
        byte[] text = isReferences ? Encoding.ASCII.GetBytes(HigherElsewhere.Text + "/bye") : new BrokerAnnouncement(new(HigherElsewhere, 7000, ProtocolVersion.Current), BrokerAnnouncementKind.Bye).Write();
        Assert.True(BrokerAnnouncement.TryRead(text, out var bye));

        _registry.HandleAnnouncement(_now, bye, isConnected: false);

        Assert.Equal("withdrawn, ended", Outputs());
        Assert.Equal(0, _registry.Count);
    }

    [Fact]
    public void D6_15_A_process_that_falls_silent_is_dropped_after_20_s_whenever_that_is()
    {
        foreach (double life in new[] { 1.0, 10, 300 })
        {
            Hear(HigherElsewhere);
            for (double t = 0; t < life; t += 1)
            {
                Advance(1);
                Hear(HigherElsewhere);
            }

            Outputs();
            Advance(19.9);
            Assert.DoesNotContain("ended", Outputs(), StringComparison.Ordinal);
            Advance(0.2);
            Assert.Contains("ended", Outputs(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void R6_18_A_broker_that_is_lost_takes_all_links_along_and_all_return_with_it()
    {
        Hear(HigherElsewhere);
        Outputs();
        _registry.HandleOffline();
        Assert.Equal("ended", Outputs());
        Assert.Equal(LocalTime.Never, _registry.NextDeadline);
        _registry.HandleSynchronized(_now);
        Assert.Equal("", Outputs());

        _now += 1;   // the shortest pause of the client
        _registry.HandleOnline(_now);
        Hear(HigherElsewhere);
        Assert.Equal("announce cs, introduced, send /mqtt/dy state", Outputs());
    }

    [Fact]
    public void We_say_goodbye_in_the_references_form_only_to_somebody_who_knows_us()
    {
        _registry.Leave();
        Assert.Equal("announce bye last", Outputs());

        _registry.HandleOnline(_now);
        Hear(HigherElsewhere);
        Outputs();
        _registry.Leave();
        Assert.Equal("announce /bye last, announce bye last, ended", Outputs());
    }

    [Fact]
    public void Only_so_many_processes_are_known_and_those_that_said_nothing_to_us_make_room_the_oldest_first()
    {
        Hear(HigherElsewhere);
        Handle(RelayMessages.CreateIntroduction(LowerElsewhere));
        Handle(SystemMessages.CreateClockSynchronized(HigherElsewhere));   // its answer
        Advance(1);
        Outputs();
        for (int i = 0; i < 2 * RelayRegistry.MaxProcesses; i++)
        {
            _now += 0.0001;
            Hear(MadeUp(i));
        }

        Assert.Equal(RelayRegistry.MaxProcesses, _registry.Count);
        Outputs();
        Hear(MadeUp(RelayRegistry.MaxProcesses), BrokerAnnouncementKind.Bye);
        Assert.Equal(RelayRegistry.MaxProcesses, _registry.Count);       // it has made room
        Hear(MadeUp(RelayRegistry.MaxProcesses + 2), BrokerAnnouncementKind.Bye);
        Assert.Equal(RelayRegistry.MaxProcesses - 1, _registry.Count);   // it is the oldest one
        Outputs();
        _registry.HandleReplaced(LowerElsewhere);
        _registry.HandleReplaced(HigherElsewhere);
        Assert.Equal("ended, ended", Outputs());   // both were relayed all the time
    }

    [Fact]
    public void Processes_that_have_spoken_to_us_are_not_forgotten_for_others()
    {
        for (int i = 0; i < RelayRegistry.MaxProcesses; i++)
            Handle(RelayMessages.CreateIntroduction(MadeUp(i)));
        Outputs();
        Hear(Neighbour);
        Assert.Equal("", Outputs());
        Assert.Equal(RelayRegistry.MaxProcesses, _registry.Count);
    }

    [Fact]
    public void Who_asks_us_for_a_link_is_answered_before_those_who_only_announced_themselves()
    {
        for (int i = 0; i < 3 * RelayRegistry.MaxAnswers; i++)
            Hear(MadeUp(i));
        Outputs();
        Handle(RelayMessages.CreateIntroduction(LowerElsewhere));
        Assert.Equal("introduced", Outputs());
        Advance(RelayRegistry.AnswerPeriod);
        Assert.StartsWith("send state, introduced, send /mqtt/dy state", Outputs(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_announced_itself_after_it_asked_for_a_link_is_known_with_its_ports()
    {
        Handle(RelayMessages.CreateIntroduction(Neighbour));
        _registry.HandleReplaced(Neighbour);
        Outputs();
        Hear(Neighbour);

        Assert.True(_registry.TryDequeueOutput(out var output));
        Assert.Equal(7001, Assert.IsType<RelayOutput.Discovered>(output).Process.UdpPort);
    }

    /// <summary>One of another network that we have to ask for a link.</summary>
    private static ProcessName MadeUp(int number) => new(There + 1, (uint)number, 5000);

    private void Hear(ProcessName process, BrokerAnnouncementKind kind = BrokerAnnouncementKind.Here, bool isConnected = false) =>
        _registry.HandleAnnouncement(_now, new(new(process, 7001, ProtocolVersion.Current), kind), isConnected);

    private bool Handle(O2Message message) => _registry.HandleMessage(_now, message, _ => false);

    private void Advance(double seconds)
    {
        _now += seconds;
        _registry.HandleDeadline(_now);
    }

    private string Outputs()
    {
        List<string> words = [];
        while (_registry.TryDequeueOutput(out var output))
        {
            words.Add(output switch
            {
                RelayOutput.Announce announce => "announce " + WordOf(announce.Text) + (announce.IsLast ? " last" : ""),
                RelayOutput.Answer answer => string.Join(' ', ["send", .. answer.Messages.Select(message => message.Address.Path), .. answer.Parts.HasFlag(RelayAnswer.State) ? ["state"] : Array.Empty<string>()]),
                RelayOutput.ClockSynchronized => "synchronized",
                _ => output.GetType().Name.ToLowerInvariant(),
            });
        }

        return string.Join(", ", words);
    }

    private string WordOf(byte[] text)
    {
        string rest = Encoding.ASCII.GetString(text)[_self.Name.Text.Length..];
        return rest[0] == '/' ? rest : rest.Split('/')[1];
    }
}
