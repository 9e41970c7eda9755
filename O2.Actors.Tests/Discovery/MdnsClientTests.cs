using System.Net;
using System.Net.Sockets;
using O2.Discovery;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Discovery;

/// <summary>Real sockets on the loopback interface. Port 5353 is the protocol's; a type of its own keeps each test alone.</summary>
public sealed class MdnsClientTests : IAsyncLifetime
{
    private static readonly MdnsClientOptions Loopback = new() { Interfaces = ["127.0.0.1"] };

    private readonly string _type = $"_o2t{Random.Shared.Next():x8}._tcp";
    private readonly MdnsClient _first = new(Loopback), _second = new(Loopback);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public void The_loopback_interface_is_used_though_it_reports_no_multicast()
    {
        MdnsInterface used = Assert.Single(_first.Interfaces);

        Assert.Null(used.Error);
        Assert.Contains(IPAddress.Loopback, used.Addresses);
    }

    [Fact]
    public async Task While_the_system_does_not_tell_its_interfaces_those_in_use_stay_so()
    {
        bool tells = false;
        await using var client = new MdnsClient(Loopback, wanted => tells ? UsableInterface.Find(wanted) : throw new SocketException((int)SocketError.TooManyOpenSockets));
        Assert.NotNull(Assert.Single(client.Interfaces).Error);

        tells = true;
        client.Scan();
        Assert.Null(Assert.Single(client.Interfaces).Error);

        tells = false;
        client.Scan();
        Assert.Null(Assert.Single(client.Interfaces).Error);
    }

    [Fact]
    public void A_system_that_is_short_of_file_handles_does_not_tell() =>
        Assert.Contains("Too many open files", Assert.Throws<SocketException>(() => SystemInterfaces.Read<int>(_ => throw new IOException("Too many open files"))).Message);

    [Fact]
    public async Task Two_clients_of_one_process_find_each_other_and_notice_the_end()
    {
        EventLog first = new(), second = new();
        using IDisposable one = _first.Browse(_type, first.Add);
        using IDisposable two = _second.Browse(_type, second.Add);
        Publication published = _first.Publish(Instance("ens #1", 1001));
        _second.Publish(Instance("ens #2", 1002));

        DiscoveredService found = await second.WaitForAsync(ServiceEventKind.Found, "ens #1");
        await first.WaitForAsync(ServiceEventKind.Found, "ens #2");
        Assert.Equal(1001, found.Port);
        Assert.Equal(["name=x", "vers=2.0.1"], found.Txt);
        Assert.Equal([IPAddress.Loopback], found.Addresses);
        Assert.Equal(["ens #1"], published.Names);

        await published.DisposeAsync();
        await second.WaitForAsync(ServiceEventKind.Lost, "ens #1");
        Assert.Empty(published.Names);
        Assert.Single(second.Seen, e => e.Kind == ServiceEventKind.Found && e.Service.Name == "ens #1");
    }

    [Fact]
    public async Task Two_OS_processes_share_the_port_and_find_each_other()
    {
        var log = new EventLog();
        using IDisposable browsing = _first.Browse(_type, log.Add);
        _first.Publish(Instance("ens #1", 1001));
        await using (ChildProcess peer = ChildProcess.OfTests("mdns-peer", "127.0.0.1", _type, "ens #2", "1002"))
        {
            await peer.WaitForAsync("Found ens #1 1001 name=x vers=2.0.1 127.0.0.1");
            DiscoveredService found = await log.WaitForAsync(ServiceEventKind.Found, "ens #2");
            Assert.Equal(1002, found.Port);
        }
        await log.WaitForAsync(ServiceEventKind.Lost, "ens #2");
    }

    [Fact]
    public async Task Three_OS_processes_all_receive_what_is_multicast_to_the_shared_port()
    {
        await using ChildProcess one = ChildProcess.OfTests("mdns-peer", "127.0.0.1", _type, "ens #1", "1001");
        await using ChildProcess two = ChildProcess.OfTests("mdns-peer", "127.0.0.1", _type, "ens #2", "1002");
        await using ChildProcess three = ChildProcess.OfTests("mdns-peer", "127.0.0.1", _type, "ens #3", "1003");
        await one.WaitForAsync("Found ens #1");
        await two.WaitForAsync("Found ens #2");
        await three.WaitForAsync("Found ens #3");
        var log = new EventLog();
        using IDisposable browsing = _first.Browse(_type, log.Add);
        foreach (string name in new[] { "ens #1", "ens #2", "ens #3" })
        {
            if (!log.Seen.Exists(e => e.Service.Name == name))
                await log.WaitForAsync(ServiceEventKind.Found, name);
        }
    }

    [Fact]
    public async Task Who_browses_later_hears_at_once_what_others_of_this_process_have_found()
    {
        EventLog first = new(), later = new();
        using IDisposable one = _first.Browse(_type, first.Add);
        _first.Publish(Instance("ens #1", 1001));
        await first.WaitForAsync(ServiceEventKind.Found, "ens #1");

        using IDisposable two = _second.Browse(_type, later.Add);
        await later.WaitForAsync(ServiceEventKind.Found, "ens #1");
    }

    [Fact]
    public async Task What_a_disposed_client_has_published_is_lost()
    {
        var log = new EventLog();
        using IDisposable browsing = _first.Browse(_type, log.Add);
        _second.Publish(Instance("ens #2", 1002));
        await log.WaitForAsync(ServiceEventKind.Found, "ens #2");
        await _second.DisposeAsync();

        await log.WaitForAsync(ServiceEventKind.Lost, "ens #2");
    }

    [Fact]
    public async Task A_disposed_client_refuses_work_and_may_be_disposed_again()
    {
        Publication publication = _first.Publish(Instance("ens #1", 1001));
        IDisposable browsing = _first.Browse(_type, _ => { });
        await _first.DisposeAsync();
        await _first.DisposeAsync();
        await publication.DisposeAsync();
        browsing.Dispose();

        Assert.Throws<ObjectDisposedException>(() => _first.Publish(Instance("ens #1", 1001)));
        Assert.Throws<ObjectDisposedException>(() => _first.Browse(_type, _ => { }));
    }

    [Fact]
    public async Task An_interface_that_is_not_there_is_told_and_does_no_harm()
    {
        await using var client = new MdnsClient(new MdnsClientOptions { Interfaces = ["nowhere0"] });
        Publication publication = client.Publish(Instance("ens #1", 1001));

        MdnsInterface missing = Assert.Single(client.Interfaces);
        Assert.Equal("nowhere0", missing.Name);
        Assert.NotNull(missing.Error);
        Assert.Empty(publication.Names);
    }

    [Fact]
    public void A_wrong_service_or_type_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _first.Publish(Instance("", 1)));
        Assert.Throws<ArgumentException>(() => _first.Publish(Instance("ens", 0)));
        Assert.Throws<ArgumentException>(() => _first.Browse("o2proc", _ => { }));
        Assert.Throws<ArgumentNullException>(() => _first.Browse(_type, null!));
    }

    private ServiceInstance Instance(string name, int port) =>
        new() { Name = name, Type = _type, Port = port, Txt = ["name=x", "vers=2.0.1"], Claim = NameClaim.Unique };
}
