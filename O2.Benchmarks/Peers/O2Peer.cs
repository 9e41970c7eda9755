using System.Globalization;
using System.Net;
using O2.Actors;
using O2.Protocol;

namespace O2.Benchmarks;

/// <summary>One O2 process, in an OS process of its own.</summary>
/// <remarks>
/// Commands: <c>listen [lite]</c> gives a TCP port, that of a host of O2lite clients, too, if wanted; <c>listen osc udp|tcp</c> that of an OSC port; <c>connect PORT</c> joins that process; <c>ping tcp|udp inline|actor N</c> gives N round trips in
/// microseconds; <c>blast tcp|udp N</c> sends one way; <c>reset</c> and <c>arrived N</c> tell what came; <c>join ENSEMBLE reference|follower</c>
/// gives <see cref="JoinTimes"/>; <c>relay PORT reference|follower ENSEMBLE</c> does the same at a broker; <c>clock N</c> gives N differences between the ensemble's time and the machine's clock, in seconds.
/// </remarks>
internal sealed class O2Peer(bool isRealTime) : IPeer
{
    /// <summary>The ensemble of all peers but those whose discovery is measured.</summary>
    public const string Ensemble = "benchmark";

    private static readonly TimeSpan ClockInterval = TimeSpan.FromMilliseconds(5);
    private readonly Tally _tally = new();
    private O2Process? _o2;
    private PingPong? _pings;

    public async Task<object> DoAsync(string[] command)
    {
        switch (command)
        {
            case ["listen", .. var clients]:
                _o2 = await O2Process.StartAsync(Options);
                EchoService.Offer(_o2, _tally);
                if (clients is ["lite"])
                    _o2.AddLiteHost();
                _o2.BecomeClockReference();
                return clients is ["osc", var osc] ? OpenOscPort(_o2, osc == "tcp") : _o2.Name.TcpPort;
            case ["connect", var port]:
                _o2 = await O2Process.StartAsync(Options with { Peers = [new IPEndPoint(IPAddress.Loopback, Number(port))] });
                _pings = new PingPong(_o2);
                await _o2.Until(() => _o2.ClockState.IsSynchronized && EchoService.Names.All(name => _o2.Status(name) >= ServiceStatus.RemoteNoTime));
                return true;
            case ["ping", var transport, var handler, var count]:
                return await _pings!.MeasureAsync(transport == "tcp", handler == "actor", Number(count));
            case ["blast", var transport, var count]:
                return await new Blast(_o2!, transport == "tcp").SendAsync(Number(count));
            case ["reset"]:
                _tally.Reset();
                return true;
            case ["arrived", var expected]:
                return await _tally.WaitAsync(Number(expected));
            case ["join", var ensemble, var role]:
                return await JoinAsync(ensemble, role == "reference");
            case ["relay", var port, var role, var ensemble]:
                return await MeetAtBrokerAsync(Number(port), role == "reference", ensemble);
            case ["clock", var count]:
                return await CompareClocksAsync(_o2!, Number(count));
            default:
                throw new ArgumentException($"An O2 peer cannot do '{string.Join(' ', command)}'.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_o2 is not null)
            await _o2.DisposeAsync();
    }

    private O2ProcessOptions Options => new() { Ensemble = Ensemble, Network = NetworkScope.Loopback, UseMdns = false, RealTime = isRealTime };

    private async Task<JoinTimes> JoinAsync(string ensemble, bool isReference)
    {
        long start = Ticks.Now;
        _o2 = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = ensemble, Network = NetworkScope.Loopback });
        double ready = Ticks.ToSeconds(Ticks.Now - start);
        if (isReference)
            _o2.BecomeClockReference();
        _o2.AddService(isReference ? "conductor" : "player");
        await _o2.Until(() => isReference || _o2.Processes().Count > 0);
        double first = Ticks.ToSeconds(Ticks.Now - start);
        await _o2.Until(() => isReference || (_o2.ClockState.IsSynchronized && _o2.Status("conductor") == ServiceStatus.Remote));
        return new JoinTimes(ready, first, Ticks.ToSeconds(Ticks.Now - start));
    }

    /// <summary>Its pings are answered by OSC, its notes counted.</summary>
    private int OpenOscPort(O2Process o2, bool isTcp)
    {
        o2.AddMethod("/osc/ping", "i", m => o2.SendReliable("/sender/pong", m.Int32(0)));
        o2.AddMethod("/osc/note", "i", _ => _tally.Add(1));
        return o2.AddOscPort("osc", 0, new OscPortOptions { Transport = isTcp ? OscTransport.Tcp : OscTransport.Udp, ReplyService = "sender" }).Port;
    }

    /// <summary>Processes that take themselves for far away from each other.</summary>
    private async Task<JoinTimes> MeetAtBrokerAsync(int port, bool isReference, string ensemble)
    {
        using var address = new PublicAddress(isReference ? 2u : 1u);
        long start = Ticks.Now;
        _o2 = await O2Process.StartAsync(new O2ProcessOptions
        {
            Ensemble = ensemble,
            Network = NetworkScope.WideArea,
            Interface = IPAddress.Loopback,
            UseMdns = false,
            Stun = new StunOptions { Servers = [new("127.0.0.1", address.Port)] },
            Mqtt = new MqttOptions { Broker = "127.0.0.1", Port = port },
        });
        double ready = Ticks.ToSeconds(Ticks.Now - start);
        if (isReference)
        {
            EchoService.Offer(_o2, _tally);
            _o2.BecomeClockReference();
            return new JoinTimes(ready, ready, ready);
        }

        _pings = new PingPong(_o2);
        await _o2.Until(() => _o2.Processes().Count > 0);
        double first = Ticks.ToSeconds(Ticks.Now - start);
        await _o2.Until(() => _o2.ClockState.IsSynchronized && EchoService.Names.All(name => _o2.Status(name) == ServiceStatus.Remote));
        return new JoinTimes(ready, first, Ticks.ToSeconds(Ticks.Now - start));
    }

    private static async Task<double[]> CompareClocksAsync(O2Process o2, int count)
    {
        var samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            long before = Ticks.Now;
            double global = o2.Now.Seconds;
            samples[i] = global - Ticks.ToSeconds(before + (Ticks.Now - before) / 2);
            await Task.Delay(ClockInterval);
        }

        return samples;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
