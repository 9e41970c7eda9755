using System.Net;

namespace O2.Actors.Tests.Ensemble;

public sealed class O2ProcessOptionsTests
{
    private static readonly O2ProcessOptions Options = new() { Ensemble = "test" };

    [Fact]
    public void Defaults()
    {
        Assert.Equal(NetworkScope.LocalNetwork, Options.Network);
        Assert.Equal(["stun.l.google.com:19302", "stun.cloudflare.com:3478"], Options.Stun.Servers.Select(server => $"{server.Host}:{server.Port}"));
        Assert.Equal(TimeSpan.FromSeconds(1), Options.Stun.Timeout);
        Assert.Null(Options.Mqtt);
        Assert.Null(Options.BrokerToUse);
        Assert.Equal(("broker.hivemq.com", 0, 1883, null, null, false, false), Parts((Options with { Network = NetworkScope.WideArea }).BrokerToUse!));
        Assert.Equal(8883, new MqttOptions { UseTls = true }.ActualPort);
        Assert.Null(Options.Interface);
        Assert.Equal(0, Options.Port);
        Assert.True(Options.UseMdns);
        Assert.False(Options.RealTime);
        Assert.Empty(Options.Peers);
        Assert.Null(Options.Hub);
        Assert.Equal(1 << 20, Options.MaxQueuedBytesPerProcess);
        Assert.Equal(1_000_000, Options.MaxScheduledMessages);
        Assert.Equal(TimeSpan.FromDays(1), Options.MaxScheduleAhead);
        Assert.Equal(TimeSpan.FromSeconds(1), Options.DrainTimeout);
        Assert.Null(Options.ActorSystem);
        Assert.Null(Options.Environment);
        Options.Validate();
    }

    [Fact]
    public void Limits()
    {
        O2ProcessOptions[] allowed =
        [
            Options with { Ensemble = new string('x', 63) },
            Options with { Network = NetworkScope.WideArea, Stun = new StunOptions { Servers = [], Timeout = TimeSpan.FromSeconds(10) } },
            Options with { Mqtt = new MqttOptions { Broker = "10.0.0.1", Port = 65_535, UserName = "me" } },
            Options with { Interface = IPAddress.Parse("10.0.0.1") },
            Options with { Interface = IPAddress.Loopback, Network = NetworkScope.Loopback },
            Options with { Port = 65_535 },
            Options with { Peers = [new IPEndPoint(IPAddress.Loopback, 1), new IPEndPoint(IPAddress.Loopback, 65_535)] },
            Options with { MaxQueuedBytesPerProcess = 1 << 16 },
            Options with { MaxQueuedBytesPerProcess = 1 << 30 },
            Options with { MaxScheduledMessages = 1 },
            Options with { MaxScheduleAhead = TimeSpan.MaxValue },
            Options with { DrainTimeout = TimeSpan.Zero },
            Options with { DrainTimeout = TimeSpan.FromHours(1) },
        ];
        (string Name, O2ProcessOptions Options)[] refused =
        [
            ("name", Options with { Ensemble = "" }),
            ("name", Options with { Ensemble = new string('x', 64) }),
            (nameof(Options.Network), Options with { Network = (NetworkScope)7 }),
            (nameof(Options.Stun), Options with { Stun = null! }),
            (nameof(StunOptions.Servers), Options with { Stun = new StunOptions { Servers = null! } }),
            (nameof(StunOptions.Servers), Options with { Stun = new StunOptions { Servers = [null!] } }),
            (nameof(StunOptions.Servers), Options with { Stun = new StunOptions { Servers = [new DnsEndPoint("stun.example", 0)] } }),
            (nameof(StunOptions.Timeout), Options with { Stun = new StunOptions { Timeout = TimeSpan.Zero } }),
            (nameof(StunOptions.Timeout), Options with { Stun = new StunOptions { Timeout = TimeSpan.FromSeconds(10.1) } }),
            (nameof(MqttOptions.Broker), Options with { Mqtt = new MqttOptions { Broker = " " } }),
            (nameof(MqttOptions.Port), Options with { Mqtt = new MqttOptions { Port = -1 } }),
            (nameof(MqttOptions.Port), Options with { Mqtt = new MqttOptions { Port = 65_536 } }),
            (nameof(MqttOptions.UserName), Options with { Mqtt = new MqttOptions { Password = "secret" } }),
            ("ensemble", Options with { Ensemble = "a+b", Network = NetworkScope.WideArea }),
            (nameof(Options.Interface), Options with { Interface = IPAddress.IPv6Loopback }),
            (nameof(Options.Interface), Options with { Interface = IPAddress.Any }),
            (nameof(Options.Interface), Options with { Interface = IPAddress.Parse("10.0.0.1"), Network = NetworkScope.Loopback }),
            (nameof(Options.Port), Options with { Port = -1 }),
            (nameof(Options.Port), Options with { Port = 65_536 }),
            (nameof(Options.Peers), Options with { Peers = null! }),
            (nameof(Options.Peers), Options with { Peers = [null!] }),
            (nameof(Options.Peers), Options with { Peers = [new IPEndPoint(IPAddress.Loopback, 0)] }),
            (nameof(Options.Peers), Options with { Peers = [new IPEndPoint(IPAddress.IPv6Loopback, 1)] }),
            (nameof(Options.Hub), Options with { Hub = new DnsEndPoint("hub.example", 0) }),
            (nameof(Options.MaxQueuedBytesPerProcess), Options with { MaxQueuedBytesPerProcess = (1 << 16) - 1 }),
            (nameof(Options.MaxQueuedBytesPerProcess), Options with { MaxQueuedBytesPerProcess = (1 << 30) + 1 }),
            (nameof(Options.MaxScheduledMessages), Options with { MaxScheduledMessages = 0 }),
            (nameof(Options.MaxScheduleAhead), Options with { MaxScheduleAhead = TimeSpan.Zero }),
            (nameof(Options.DrainTimeout), Options with { DrainTimeout = TimeSpan.FromTicks(-1) }),
            (nameof(Options.DrainTimeout), Options with { DrainTimeout = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1) }),
        ];

        Assert.All(allowed, o => o.Validate());
        Assert.All(refused, r => Assert.Equal(r.Name, Assert.ThrowsAny<ArgumentException>(r.Options.Validate).ParamName));
    }

    [Fact]
    public async Task A_process_with_wrong_options_does_not_start()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => O2Process.StartAsync(Options with { Port = -1 }));
        await Assert.ThrowsAsync<ArgumentNullException>(() => O2Process.StartAsync((O2ProcessOptions)null!));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => O2Process.StartAsync(""));
    }

    private static (string, int, int, string?, string?, bool, bool) Parts(MqttOptions o) =>
        (o.Broker, o.Port, o.ActualPort, o.UserName, o.Password, o.UseTls, o.Acknowledge);
}
