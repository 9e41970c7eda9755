using System.Net;
using O2.Discovery;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Discovery;

public sealed class BrowsingTests
{
    private readonly object _wired = new(), _loopback = new();
    private readonly EventLog _log = new();

    [Fact]
    public async Task D3_5_An_instance_on_two_interfaces_is_found_once_with_its_addresses_and_lost_when_both_lose_it()
    {
        var browsing = new Browsing("_t._tcp", _log.Add, _ => { });
        browsing.OnLinkEvent(_loopback, Found("ens", "127.0.0.1"));
        await _log.WaitForAsync(ServiceEventKind.Found, "ens");
        browsing.OnLinkEvent(_wired, Found("ens", "192.168.1.2"));
        DiscoveredService both = await _log.WaitForAsync(ServiceEventKind.Updated, "ens");
        Assert.Equal(["192.168.1.2", "127.0.0.1"], both.Addresses.Select(address => address.ToString()));

        browsing.OnLinkEvent(_wired, Lost("ens"));
        DiscoveredService one = await _log.WaitForAsync(ServiceEventKind.Updated, "ens");
        Assert.Equal([IPAddress.Loopback], one.Addresses);
        browsing.OnLinkEvent(_loopback, Lost("ens"));
        await _log.WaitForAsync(ServiceEventKind.Lost, "ens");
        Assert.Equal(4, _log.Seen.Count);
    }

    [Fact]
    public async Task What_was_seen_on_an_interface_that_is_gone_is_lost()
    {
        var browsing = new Browsing("_t._tcp", _log.Add, _ => { });
        browsing.OnLinkEvent(_wired, Found("a"));
        browsing.OnLinkEvent(_wired, Found("b"));
        browsing.OnLinkEvent(_loopback, Found("b"));
        await _log.WaitForAsync(ServiceEventKind.Found, "b");
        browsing.OnLinkGone(_wired);
        browsing.OnLinkEvent(_wired, Found("last"));

        await _log.WaitForAsync(ServiceEventKind.Found, "last");
        Assert.Contains(_log.Seen, e => e.Kind == ServiceEventKind.Lost && e.Service.Name == "a");
        Assert.DoesNotContain(_log.Seen, e => e.Kind == ServiceEventKind.Lost && e.Service.Name == "b");
    }

    [Fact]
    public async Task News_that_come_while_the_handler_runs_are_merged()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var go = new ManualResetEventSlim();
        var browsing = new Browsing("_t._tcp", Handle, _ => { });
        browsing.OnLinkEvent(_wired, Found("first"));
        await entered.Task;
        for (int port = 1; port <= 1000; port++)
            browsing.OnLinkEvent(_wired, Found("busy", port: port));
        browsing.OnLinkEvent(_wired, Found("shortlived"));
        browsing.OnLinkEvent(_wired, Lost("shortlived"));
        browsing.OnLinkEvent(_wired, Found("last"));
        go.Set();
        await _log.WaitForAsync(ServiceEventKind.Found, "last");

        Assert.Equal(["first", "busy", "last"], _log.Seen.Select(e => e.Service.Name));
        Assert.Equal(1000, _log.Seen[1].Service.Port);

        void Handle(ServiceEvent serviceEvent)
        {
            entered.TrySetResult();
            go.Wait();
            _log.Add(serviceEvent);
        }
    }

    [Fact]
    public async Task After_disposal_the_handler_is_not_called_any_more()
    {
        var ended = new List<Browsing>();
        var next = new Browsing("_t._tcp", _log.Add, _ => { });
        var browsing = new Browsing("_t._tcp", _log.Add, ended.Add);
        browsing.Dispose();
        browsing.OnLinkEvent(_wired, Found("a"));
        browsing.Execute();
        next.OnLinkEvent(_wired, Found("b"));
        await _log.WaitForAsync(ServiceEventKind.Found, "b");

        Assert.Equal([browsing], ended);
        Assert.Single(_log.Seen);
    }

    private static ServiceEvent Found(string name, string address = "10.0.0.1", int port = 1000) =>
        new(ServiceEventKind.Found, new DiscoveredService(name, "_t._tcp", "far.local", port, [], [IPAddress.Parse(address)]));

    private static ServiceEvent Lost(string name) => Found(name) with { Kind = ServiceEventKind.Lost };
}
