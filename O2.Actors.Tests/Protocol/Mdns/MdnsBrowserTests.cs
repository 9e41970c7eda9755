using System.Net;
using O2.Protocol;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

public sealed class MdnsBrowserTests
{
    private static readonly IPEndPoint From = new(IPAddress.Parse("10.0.0.99"), MdnsProtocol.Port);
    private readonly SimulatedLink _link = new(seed: 7);
    private readonly SimulatedHost _host, _other;

    public MdnsBrowserTests()
    {
        _host = _link.AddHost();
        _other = _link.AddHost();
    }

    private static DnsMessage Response(params DnsRecord[] answers) =>
        new() { Id = 0, Flags = DnsMessage.ResponseFlag, Questions = [], Answers = answers, Authorities = [], Additionals = [] };

    [Fact]
    public void A_type_is_asked_for_at_once_then_early_then_at_doubling_intervals_up_to_a_minute()
    {
        LocalTime start = _link.Now;
        _host.Browse();
        _host.Browse();
        _link.Run(250);

        Assert.Equal([0, 0.3, 1, 3, 7, 15, 31, 63, 123, 183, 243], _host.Sent.Select(s => Math.Round(s.Time - start, 3)));
        Assert.All(_host.Sent, s => Assert.Equal(Service.Question, Assert.Single(s.Message.Questions)));
    }

    [Fact]
    public void The_query_has_the_bytes_that_Avahi_sends()
    {
        var browser = new MdnsBrowser(new Random(1));
        browser.Browse(_link.Now, Service.Type);

        Assert.True(browser.TryDequeueDatagram(out byte[] query));
        Assert.Equal(DnsSdTranscript.Datagrams[0], query);
    }

    [Fact]
    public void An_instance_is_found_with_everything_known_about_it()
    {
        _host.Browse();
        _other.SendResponse(
            Service.Pointer("ens #1"), Service.Server("ens #1", port: 77), Service.Text("ens #1", 4500, "a=1", "flag", "A=2"), Service.Address());
        _link.Run(0.1);

        ServiceEvent found = Assert.Single(_host.Events).Event;
        Assert.Equal(ServiceEventKind.Found, found.Kind);
        Assert.Equal(("ens #1", Service.Type, "far.local", 77), (found.Service.Name, found.Service.Type, found.Service.Host, found.Service.Port));
        Assert.Equal(["a=1", "flag", "A=2"], found.Service.Txt);
        Assert.Equal([IPAddress.Parse("10.0.0.99")], found.Service.Addresses);
    }

    [Fact]
    public void A_server_that_names_ever_other_hosts_does_not_fill_the_memory()
    {
        var browser = new MdnsBrowser(new Random(1));
        browser.Browse(_link.Now, Service.Type);
        for (int i = 0; i < 3 * MdnsBrowser.MaxHosts; i++)
            browser.HandleMessage(_link.Now, Response(Service.Pointer("ens #1"), Service.Server("ens #1", host: $"h{i}.local")), From);

        Assert.InRange(browser.HostCount, 1, MdnsBrowser.MaxHosts);
        browser.HandleMessage(_link.Now, Response(Service.Text("ens #1"), Service.Server("ens #1"), Service.Address()), From);
        while (browser.TryDequeueEvent(out ServiceEvent found))
            Assert.Equal([IPAddress.Parse("10.0.0.99")], found.Service.Addresses);
    }

    [Fact]
    public void What_does_not_come_with_the_pointer_is_asked_for_at_once_and_then_ever_more_slowly()
    {
        _host.Browse();
        _link.Run(0.01);
        LocalTime start = _link.Now;
        _other.SendResponse(Service.Pointer("ens #1"));
        _link.Run(20);

        Assert.Equal(
            [0.001, 0.251, 0.751, 1.751, 3.751, 7.751],
            _host.Sent.Where(s => s.Message.Questions.Any(q => q.Name.Equals(Service.Instance("ens #1")))).Select(s => Math.Round(s.Time - start, 3)));
        Assert.Empty(_host.Events);
    }

    [Fact]
    public void An_instance_is_found_before_its_address_is_known_which_is_asked_for()
    {
        _host.Browse();
        _other.SendResponse(Service.Pointer("ens #1"), Service.Server("ens #1"), Service.Text("ens #1"));
        _link.Run(0.1);
        Assert.Empty(Assert.Single(_host.Events).Event.Service.Addresses);
        Assert.Contains(_host.Sent, s => s.Message.Questions.Contains(new DnsQuestion(DnsName.Parse("far.local"), DnsRecordType.A)));

        _other.SendResponse(Service.Address());
        _link.Run(0.1);
        Assert.Equal(ServiceEventKind.Updated, _host.Events[^1].Event.Kind);
        Assert.Single(_host.Events[^1].Event.Service.Addresses);
    }

    [Fact]
    public void A_query_lists_what_is_known_while_more_than_half_of_its_life_is_left()
    {
        _host.Browse();
        _other.SendResponse([.. Service.All("long"), .. Service.All("short")[1..], Service.Pointer("short", 20), Service.Pointer("unresolved")]);
        _link.Run(12);

        var (_, query) = _host.Sent.Last(s => s.Message.Questions.Contains(Service.Question));
        Assert.Equal(2, query.Answers.Count);
        _link.Run(4); // 15 s after the start
        (_, query) = _host.Sent.Last(s => s.Message.Questions.Contains(Service.Question));
        PtrRecord known = Assert.IsType<PtrRecord>(Assert.Single(query.Answers));
        Assert.Equal((Service.Instance("long"), 4485u), (known.Target, known.Ttl));
    }

    [Fact]
    public void Known_answers_beyond_one_datagram_follow_in_others()
    {
        _host.Browse();
        for (int i = 0; i < 100; i++)
            _other.SendResponse(Service.All($"orchestra #{140736414613967 + i}"));
        _link.Run(0.5);

        var queries = _host.Sent.Where(s => Math.Abs(s.Time - _host.Sent[0].Time - 0.3) < 0.01).Select(s => s.Message).ToList();
        Assert.Equal(100, queries.Sum(query => query.Answers.Count));
        Assert.InRange(queries.Count, 3, 6);
        Assert.All(queries[..^1], query => Assert.True(query.IsTruncated));
        Assert.False(queries[^1].IsTruncated);
    }

    [Fact]
    public void A_record_is_asked_for_four_times_before_it_expires_and_then_the_instance_is_lost()
    {
        _host.Browse();
        _link.Run(0.01);
        LocalTime start = _link.Now;
        _other.SendResponse(Service.All("ens #1"));
        _link.Run(125);

        double[] asked = [.. _host.Sent.Where(s => s.Message.Questions.Any(q => q.Type == DnsRecordType.Srv)).Select(s => s.Time - start)];
        Assert.All(asked[..4].Zip([96.0, 102, 108, 114]), pair => Assert.InRange(pair.First, pair.Second, pair.Second + 2.5));
        Assert.Equal([ServiceEventKind.Found, ServiceEventKind.Lost], EventsOf("ens #1"));
        Assert.Equal(120, _host.Events[^1].Time - start, 2);
    }

    [Fact]
    public void Another_host_that_answers_keeps_the_instance_alive()
    {
        _other.Publish("ens #1");
        _host.Browse();
        _link.Run(4 * 3600);

        Assert.Equal([ServiceEventKind.Found], EventsOf("ens #1"));
    }

    [Fact]
    public void A_goodbye_takes_effect_after_a_second_and_a_new_announcement_revokes_it()
    {
        _host.Browse();
        _other.SendResponse(Service.All("ens #1"));
        _link.Run(0.1);
        _other.SendResponse(Service.Pointer("ens #1", 0));
        _link.Run(0.5);
        _other.SendResponse(Service.All("ens #1"));
        _link.Run(2);
        Assert.Equal([ServiceEventKind.Found], EventsOf("ens #1"));

        LocalTime start = _link.Now;
        _other.SendResponse(Service.Pointer("ens #1", 0), Service.Server("ens #1", ttl: 0), Service.Text("ens #1", 0));
        _link.Run(2);
        Assert.Equal([ServiceEventKind.Found, ServiceEventKind.Lost], EventsOf("ens #1"));
        Assert.Equal(1.001, _host.Events[^1].Time - start, 6);
        Assert.Empty(_host.Found);
    }

    [Fact]
    public void A_goodbye_of_the_server_record_alone_loses_the_instance_until_it_is_heard_again()
    {
        _host.Browse();
        _other.SendResponse(Service.All("ens #1"));
        _link.Run(0.1);
        _other.SendResponse(Service.Server("ens #1", ttl: 0));
        _link.Run(2);
        _other.SendResponse(Service.Server("ens #1", port: 3));
        _link.Run(2);

        Assert.Equal([ServiceEventKind.Found, ServiceEventKind.Lost, ServiceEventKind.Found], EventsOf("ens #1"));
        Assert.Equal(3, _host.Events[^1].Event.Service.Port);
    }

    [Fact]
    public void A_change_is_told_once()
    {
        _host.Browse();
        _other.SendResponse(Service.All("ens #1"));
        _other.SendResponse(Service.All("ens #1"));
        _other.SendResponse(Service.Text("ens #1", 4500, "new=1"));
        _other.SendResponse(Service.Text("ens #1", 4500, "new=1"));
        _link.Run(0.1);

        Assert.Equal([ServiceEventKind.Found, ServiceEventKind.Updated], EventsOf("ens #1"));
        Assert.Equal(["new=1"], _host.Events[^1].Event.Service.Txt);
    }

    [Fact]
    public void New_addresses_replace_those_that_are_older_than_a_second()
    {
        _host.Browse();
        _other.SendResponse(Service.All("ens #1"));
        _link.Run(5);
        _other.SendResponse(Service.Address("10.0.0.1"));
        _other.SendResponse(Service.Address("10.0.0.2"));
        _link.Run(2);

        Assert.Equal(["10.0.0.1", "10.0.0.2"], _host.Events[^1].Event.Service.Addresses.Select(address => address.ToString()));
    }

    [Fact]
    public void One_who_stops_browsing_and_starts_again_finds_everything_anew()
    {
        _other.Publish("ens #1");
        _host.Browse();
        _link.Run(5);
        _host.Browser.StopBrowsing(Service.Type);
        Assert.Empty(_host.Found);
        _link.Run(5);
        _host.Browse();
        _link.Run(5);

        Assert.Equal([ServiceEventKind.Found, ServiceEventKind.Found], EventsOf("ens #1"));
    }

    [Fact]
    public void Only_what_browsed_types_need_is_remembered_and_no_more_than_the_limit()
    {
        _host.Browse();
        _other.SendResponse(
            new PtrRecord(DnsName.Parse("_http._tcp.local"), 4500, DnsName.Parse("web._http._tcp.local")),
            new PtrRecord(Service.TypeName, 4500, DnsName.Parse("stray._http._tcp.local")),
            new PtrRecord(Service.TypeName, 4500, DnsName.Root));
        for (int i = 0; i < MdnsLimits.MaxInstances + 10; i++)
            _other.SendResponse(Service.All($"foe {i}"));
        for (int i = 0; i < 20; i++)
            _other.SendResponse(Service.Address($"10.1.0.{i}", flush: false));
        _link.Run(1.5);

        Assert.Equal(MdnsLimits.MaxInstances, _host.Found.Count());
        Assert.Equal(10, _host.Browser.DroppedInstances);
        Assert.InRange(_host.Events[^1].Event.Service.Addresses.Count, 1, MdnsLimits.MaxAddressesPerHost);
    }

    [Fact]
    public void A_response_from_another_port_than_5353_is_ignored()
    {
        _host.Browse();
        DnsMessage forged = DnsSdTranscript.Decode(Datagrams.Response(Service.All("ens #1")));

        _host.Browser.HandleMessage(_link.Now, forged, new IPEndPoint(_other.Address, 40000));

        Assert.Empty(_host.Found);
    }

    private IEnumerable<ServiceEventKind> EventsOf(string name) => _host.Events.Where(e => e.Event.Service.Name == name).Select(e => e.Event.Kind);
}
