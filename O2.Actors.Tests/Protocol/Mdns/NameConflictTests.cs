using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

public sealed class NameConflictTests
{
    private readonly SimulatedLink _link = new(seed: 6);
    private readonly SimulatedHost _first, _second;

    public NameConflictTests()
    {
        _first = _link.AddHost();
        _second = _link.AddHost();
    }

    [Fact]
    public void Who_comes_second_takes_the_next_name()
    {
        int first = _first.Publish("ens", NameClaim.Rename, port: 1);
        _link.Run(3);
        int second = _second.Publish("ens", NameClaim.Rename, port: 2);
        _link.Run(3);

        Assert.Equal("ens", _first.Responder.NameOf(first));
        Assert.Equal("ens #2", _second.Responder.NameOf(second));
    }

    [Theory]
    [InlineData(NameClaim.Rename)]
    [InlineData(NameClaim.Unique)]
    public void Of_two_that_start_together_both_end_with_names_of_their_own(NameClaim claim)
    {
        for (int round = 0; round < 50; round++)
        {
            string name = $"ens{round}";
            int first = _first.Publish(name, claim, port: 1), second = _second.Publish(name, claim, port: 2);
            _link.Run(6);

            string?[] names = [_first.Responder.NameOf(first), _second.Responder.NameOf(second)];
            Assert.Equal([name, name + " #2"], names.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Of_two_simultaneous_probes_the_one_with_the_greater_records_goes_on_and_the_other_waits_a_second()
    {
        int first = _first.Publish("ens", NameClaim.Rename, port: 5);
        _link.Run(0.3);
        _second.Send(Datagrams.Probe(Service.Instance("ens"), Service.Server("ens", port: 4, host: "host1.local"), Service.Text("ens")));
        _link.Run(1);
        Assert.Equal("ens", _first.Responder.NameOf(first));

        int other = _first.Publish("abc", NameClaim.Rename, port: 5);
        _link.Run(0.3);
        _second.Send(Datagrams.Probe(Service.Instance("abc"), Service.Server("abc", port: 6, host: "host1.local"), Service.Text("abc")));
        _link.Run(1.2);
        Assert.Null(_first.Responder.NameOf(other));
        _link.Run(2);
        Assert.Equal("abc", _first.Responder.NameOf(other));
    }

    [Fact]
    public void A_name_of_this_responder_is_taken_for_its_other_services()
    {
        int first = _first.Publish("ens #7", port: 1), second = _first.Publish("ens #7", port: 2);
        _link.Run(3);

        Assert.Equal("ens #7", _first.Responder.NameOf(first));
        Assert.Equal("ens #8", _first.Responder.NameOf(second));
    }

    [Fact]
    public void An_announced_name_is_defended_against_a_probe_at_once()
    {
        _first.Publish("ens #1");
        _link.Run(0.5); // half a second after the announcement: a usual query would have to wait
        int before = _first.Sent.Count;
        _second.Send(Datagrams.Probe(Service.Instance("ens #1"), Service.Server("ens #1", port: 9)));
        _link.Run(0.01);

        Assert.Contains(_first.Sent[before..], s => s.Message.Answers.Any(record => record is SrvRecord { Port: 1000 }));
    }

    [Fact]
    public void Our_own_records_that_come_back_from_another_host_are_no_conflict()
    {
        int id = _first.Publish("ens #1");
        _link.Run(3);
        _second.SendResponse(Service.Server("ens #1", host: "host1.local"), Service.Text("ens #1"));
        _link.Run(0.1);

        Assert.Equal("ens #1", _first.Responder.NameOf(id));
    }

    [Fact]
    public void A_stand_by_waits_for_the_goodbye_of_the_holder()
    {
        int holder = _first.Publish("ens", NameClaim.StandBy, port: 1);
        _link.Run(3);
        int waiting = _second.Publish("ens", NameClaim.StandBy, port: 2);
        _link.Run(10);
        Assert.Equal("ens", _first.Responder.NameOf(holder));
        Assert.Null(_second.Responder.NameOf(waiting));

        _first.Withdraw(holder);
        _link.Run(1.5);
        Assert.Equal("ens", _second.Responder.NameOf(waiting));
    }

    [Fact]
    public void A_stand_by_takes_the_name_of_a_holder_that_vanished()
    {
        _first.Publish("ens", NameClaim.StandBy, port: 1);
        _link.Run(3);
        int waiting = _second.Publish("ens", NameClaim.StandBy, port: 2);
        _link.Run(10);
        _link.Hosts.Remove(_first);
        _link.Run(90);

        Assert.Equal("ens", _second.Responder.NameOf(waiting));
    }

    [Fact]
    public void Stand_bys_in_one_responder_take_turns()
    {
        int holder = _first.Publish("ens", NameClaim.StandBy, port: 1), waiting = _first.Publish("ens", NameClaim.StandBy, port: 2);
        _link.Run(3);
        Assert.Equal("ens", _first.Responder.NameOf(holder));
        Assert.Null(_first.Responder.NameOf(waiting));

        _first.Withdraw(holder);
        _link.Run(2);
        Assert.Equal("ens", _first.Responder.NameOf(waiting));
    }

    [Fact]
    public void One_who_contests_every_name_makes_us_probe_slowly_not_for_ever_fast()
    {
        _first.Publish("ens", NameClaim.Rename);
        int probes = 0;
        for (int i = 0; i < 6000; i++)
        {
            foreach (var (_, message) in _first.Sent.Skip(probes))
            {
                if (!message.IsResponse)
                    _second.SendResponse(new SrvRecord(message.Questions[0].Name, 120, 9, DnsName.Parse("foe.local")));
            }
            probes = _first.Sent.Count;
            _link.Run(0.01);
        }

        Assert.InRange(probes, 15, 60); // a minute: fifteen at once, then one each five seconds
    }

    [Theory]
    [InlineData("ens", "ens #2")]
    [InlineData("ens #2", "ens #3")]
    [InlineData("ens #140736414613967", "ens #140736414613968")]
    [InlineData("ens #", "ens # #2")]
    [InlineData("ens #x", "ens #x #2")]
    [InlineData("ens #9223372036854775807", "ens #9223372036854775807 #2")]
    [InlineData("", " #2")]
    public void The_next_name_counts_up(string name, string next) => Assert.Equal(next, MdnsNames.Alternative(name));

    [Fact]
    public void The_next_name_of_a_full_label_is_cut_between_characters()
    {
        string name = new string('x', 59) + "éé";

        Assert.Equal(new string('x', 59) + " #2", MdnsNames.Alternative(name));
        Assert.Equal(new string('x', 58) + "é #2", MdnsNames.Alternative(new string('x', 58) + "éé"));
    }

    [Theory]
    [InlineData("Studio Mac.lan", "studiomac-o2-0000000000ff.local")]
    [InlineData("", "o2-0000000000ff.local")]
    [InlineData("ÄÖ", "o2-0000000000ff.local")]
    [InlineData("a-very-long-name-of-a-machine-that-somebody-chose", "a-very-long-name-of-a-machine-th-o2-0000000000ff.local")]
    public void The_host_name_is_that_of_the_machine_with_a_number(string machine, string host) =>
        Assert.Equal(host, MdnsNames.Host(machine, 0xFF).ToString());
}
