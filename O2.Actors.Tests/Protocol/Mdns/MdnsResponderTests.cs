using System.Net;
using O2.Protocol;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

public sealed class MdnsResponderTests
{
    private readonly SimulatedLink _link = new(seed: 5);
    private readonly SimulatedHost _host, _other;

    public MdnsResponderTests()
    {
        _host = _link.AddHost();
        _other = _link.AddHost();
    }

    [Fact]
    public void Probes_announcements_and_goodbye_have_the_form_that_Avahi_sends()
    {
        var vm = new MdnsResponder(DnsName.Parse("vm.local"), [IPAddress.Loopback], new Random(1));
        var golden = DnsSdTranscript.OfProcessA;
        var service = new ServiceInstance
        {
            Name = "gold",
            Type = Service.Type,
            Port = 0x81ef,
            Txt = ["name=@00000000:7f000001:81ef:c7b3", "vers=2.0.1"],
        };

        int id = vm.Publish(_link.Now, service);
        vm.HandleTime(_link.Now + 0.25);
        Assert.True(vm.TryDequeueDatagram(out byte[] probe));
        for (double t = 0.5; t < 1.2; t += 0.25)
            vm.HandleTime(_link.Now + t);
        Assert.True(vm.TryDequeueDatagram(out _));
        Assert.True(vm.TryDequeueDatagram(out _));
        Assert.True(vm.TryDequeueDatagram(out byte[] announcement));
        Assert.False(vm.TryDequeueDatagram(out _));
        vm.Withdraw(_link.Now + 1.2, id);
        Assert.True(vm.TryDequeueDatagram(out byte[] goodbye));

        Assert.Equal(DnsSdTranscript.Datagrams[golden.Probe], probe);
        Assert.Equal(WithoutIPv6(DnsSdTranscript.Annotations[golden.Announcement]), DnsSdTranscript.Annotate(DnsSdTranscript.Decode(announcement))[1..]);
        Assert.Equal(
            DnsSdTranscript.Annotations[golden.Goodbye].Where(line => line.Contains("gold.")).Order(),
            DnsSdTranscript.Annotate(DnsSdTranscript.Decode(goodbye)).Where(line => line.Contains("gold.")).Order());

        static IEnumerable<string> WithoutIPv6(string[] annotation) => annotation[1..].Where(line => !line.Contains("AAAA"));
    }

    [Fact]
    public void R3_6_A_name_that_is_unique_is_announced_at_once_and_a_second_later()
    {
        LocalTime start = _link.Now;
        int id = _host.Publish("ens #1");

        Assert.Equal("ens #1", _host.Responder.NameOf(id));
        _link.Run(60);

        Assert.Equal([0, 1], _host.Sent.Select(s => Math.Round(s.Time - start, 3)));
        Assert.All(_host.Sent, s => Assert.True(s.Message.IsResponse));
    }

    [Fact]
    public void Another_name_is_probed_for_three_times_a_quarter_second_apart_and_not_answered_for_before()
    {
        LocalTime start = _link.Now;
        int id = _host.Publish("ens", NameClaim.Rename);
        _link.Run(0.6);
        Assert.Null(_host.Responder.NameOf(id));
        _other.SendQuery(Service.Question);
        _link.Run(3);

        double[] times = [.. _host.Sent.Select(s => s.Time - start)];
        Assert.Equal([false, false, false, true, true], _host.Sent.Select(s => s.Message.IsResponse));
        Assert.InRange(times[0], 0, 0.25);
        Assert.Equal([0.25, 0.5, 0.75, 1.75], times[1..].Select(t => Math.Round(t - times[0], 6)));
        Assert.Equal("ens", _host.Responder.NameOf(id));
    }

    [Fact]
    public void A_query_for_the_type_is_answered_within_20_ms_with_all_that_the_asker_needs()
    {
        _host.Publish("ens #1", txt: "vers=2.0.1");
        _link.Run(5);
        LocalTime asked = _link.Now;
        _other.SendQuery(Service.Question);
        _link.Run(1);

        (LocalTime time, DnsMessage answer) = _host.Sent[^1];
        Assert.InRange(time - asked, 0.001, 0.022);
        Assert.Equal(Service.Instance("ens #1"), Assert.IsType<PtrRecord>(Assert.Single(answer.Answers)).Target);
        Assert.Equal([DnsRecordType.Srv, DnsRecordType.Txt, DnsRecordType.A], answer.Additionals.Select(record => record.Type));
    }

    [Theory]
    [InlineData("ens #1._o2proc._tcp.local", DnsRecordType.Srv)]
    [InlineData("ENS #1._o2proc._tcp.local", DnsRecordType.Txt)]
    [InlineData("ens #1._o2proc._tcp.local", DnsRecordType.Any)]
    [InlineData("host1.local", DnsRecordType.A)]
    public void A_query_that_only_we_can_answer_is_answered_at_once(string name, DnsRecordType type)
    {
        _host.Publish("ens #1");
        _link.Run(5);
        int before = _host.Sent.Count;
        LocalTime asked = _link.Now;
        _other.SendQuery(new DnsQuestion(DnsName.Parse(name), type, WantsUnicast: true));
        _link.Run(1);

        (LocalTime time, DnsMessage answer) = Assert.Single(_host.Sent[before..]);
        Assert.Equal(0.001, time - asked, 6);
        Assert.All(answer.Answers, record => Assert.Equal(DnsName.Parse(name), record.Name));
        Assert.Equal(type == DnsRecordType.Any ? 2 : 1, answer.Answers.Count);
    }

    [Fact]
    public void The_types_on_the_link_are_listed()
    {
        _host.Publish("ens #1");
        _host.Publish("ens #2");
        _link.Run(5);
        _other.SendQuery(new DnsQuestion(MdnsNames.AllTypes, DnsRecordType.Ptr));
        _link.Run(1);

        Assert.Equal(Service.TypeName, Assert.IsType<PtrRecord>(Assert.Single(_host.Sent[^1].Message.Answers)).Target);
    }

    [Theory]
    [InlineData("nothing._o2proc._tcp.local", DnsRecordType.Any)]
    [InlineData("_other._tcp.local", DnsRecordType.Ptr)]
    [InlineData("ens #1._o2proc._tcp.local", DnsRecordType.A)]
    public void A_query_for_what_we_do_not_have_is_not_answered(string name, DnsRecordType type)
    {
        _host.Publish("ens #1");
        _link.Run(5);
        int before = _host.Sent.Count;
        _other.SendQuery(new DnsQuestion(DnsName.Parse(name), type));
        _link.Run(5);

        Assert.Equal(before, _host.Sent.Count);
    }

    [Fact]
    public void An_answer_that_the_asker_knows_is_not_sent_unless_half_of_its_life_is_over()
    {
        _host.Publish("ens #1");
        _link.Run(5);
        int before = _host.Sent.Count;
        _other.Send(Datagrams.Query([Service.Question], [Service.Pointer("ens #1", ttl: 2250)]));
        _link.Run(5);
        Assert.Equal(before, _host.Sent.Count);

        _other.Send(Datagrams.Query([Service.Question], [Service.Pointer("ens #1", ttl: 2249)]));
        _link.Run(5);
        Assert.Equal(before + 1, _host.Sent.Count);
    }

    [Fact]
    public void Known_answers_that_come_in_a_later_datagram_count_for_their_sender_alone()
    {
        SimulatedHost third = _link.AddHost();
        _host.Publish("ens #1");
        _link.Run(5);
        int before = _host.Sent.Count;

        _other.Send(Datagrams.Query([Service.Question], [], more: true));
        _link.Run(0.3);
        _other.Send(Datagrams.Query([], [Service.Pointer("ens #1")]));
        _link.Run(5);
        Assert.Equal(before, _host.Sent.Count);

        _other.Send(Datagrams.Query([Service.Question], [], more: true));
        third.Send(Datagrams.Query([Service.Question], [], more: true));
        _link.Run(0.3);
        _other.Send(Datagrams.Query([], [Service.Pointer("ens #1")]));
        _link.Run(5);
        Assert.Equal(before + 1, _host.Sent.Count);
    }

    [Fact]
    public void What_one_process_knows_does_not_silence_us_towards_another_of_the_same_machine()
    {
        _host.Publish("ens #1");
        _link.Run(5);
        int before = _host.Sent.Count;

        _other.SendQuery(Service.Question);
        _other.Send(Datagrams.Query([Service.Question], [Service.Pointer("ens #1")])); // same address and port, as all processes of a machine have
        _link.Run(1);

        Assert.Equal(before + 1, _host.Sent.Count);
    }

    [Fact]
    public void A_flood_of_queries_is_answered_once_per_second()
    {
        _host.Publish("ens #1");
        _link.Run(5);
        int before = _host.Sent.Count;
        for (int i = 0; i < 500; i++)
        {
            _other.SendQuery(
                Service.Question, new DnsQuestion(Service.Instance("ens #1"), DnsRecordType.Any), new DnsQuestion(MdnsNames.AllTypes, DnsRecordType.Ptr));
            _link.Run(0.01);
        }

        Assert.InRange(_host.Sent.Count - before, 5, 18); // three records, six seconds
    }

    [Fact]
    public void A_query_from_another_port_than_5353_is_ignored()
    {
        _host.Publish("ens #1");
        _link.Run(5);
        DnsMessage query = DnsSdTranscript.Decode(Datagrams.Query([Service.Question], []));

        _host.Responder.HandleMessage(_link.Now, query, new IPEndPoint(_other.Address, 40000));

        Assert.Equal(LocalTime.Never, _host.Responder.NextDeadline);
    }

    [Fact]
    public void Many_services_are_told_in_full_datagrams_with_everything_about_each()
    {
        for (int i = 0; i < 40; i++)
            _host.Publish($"ens #{i}", txt: ["name=@00000000:7f000001:81ef:c7b3", "vers=2.0.1"]);
        _link.Run(5);
        int before = _host.Sent.Count;
        _other.SendQuery(Service.Question);
        _link.Run(1);

        var answers = _host.Sent[before..].Select(s => s.Message).ToList();
        Assert.Equal(40, answers.Sum(message => message.Answers.Count));
        Assert.Equal(40, answers.Sum(message => message.Additionals.OfType<SrvRecord>().Count()));
        Assert.Equal(40, answers.Sum(message => message.Additionals.OfType<TxtRecord>().Count()));
        Assert.InRange(answers.Count, 4, 8);
    }

    [Fact]
    public void A_service_that_was_never_announced_says_no_goodbye()
    {
        int id = _host.Publish("ens", NameClaim.Rename);
        _host.Withdraw(id);
        _link.Run(5);

        Assert.DoesNotContain(_host.Sent, s => s.Message.IsResponse);
        _host.Withdraw(id);
    }

    [Theory]
    [InlineData("", "_o2proc._tcp", 1)]
    [InlineData("ens", "_o2proc", 1)]
    [InlineData("ens", "o2proc._tcp", 1)]
    [InlineData("ens", "_o2proc._sctp", 1)]
    [InlineData("ens", "_o2proc._tcp", 0)]
    [InlineData("ens", "_o2proc._tcp", 65536)]
    public void A_service_with_a_value_out_of_range_is_refused(string name, string type, int port)
    {
        var service = new ServiceInstance { Name = name, Type = type, Port = port };

        Assert.Throws<ArgumentException>(() => _host.Responder.Publish(_link.Now, service));
    }
}
