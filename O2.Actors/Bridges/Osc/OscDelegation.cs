using System.Net;
using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>A service whose messages go to an OSC server; made by <see cref="O2Process.DelegateToOsc"/>.</summary>
/// <remarks>Thread-safe. It ends when it is disposed, and with the process. See <c>docs/osc.md</c>.</remarks>
public sealed class OscDelegation : IDisposable
{
    private const string Property = "osc";
    private readonly ProcessCore _core;
    private readonly OscDelegateOptions _options;
    private readonly OscTarget _target;
    private readonly OscCounters _counters = new();
    private readonly Bridge _bridge;
    private readonly OscLink _link;

    /// <exception cref="ArgumentException">The service is offered already, or the server cannot be one.</exception>
    internal OscDelegation(ProcessCore core, string service, string host, int port, OscDelegateOptions options)
    {
        _core = core;
        _options = options;
        _target = new OscTarget(core, host, port);
        Service = service;
        (_bridge, _link) = options.Transport == OscTransport.Udp ? AddDatagrams() : AddStream();
        ServiceProperties.Empty.TrySet(Property, $"{options.Transport.ToString().ToLowerInvariant()} {_target}", out var properties);
        if (_bridge.Connect(_link).OfferService(service, properties))
            return;
        _bridge.Dispose();
        throw new ArgumentException($"This process already offers the service '{service}'.", nameof(service));
    }

    /// <summary>The service.</summary>
    public string Service { get; }

    /// <summary>The server's machine, as it was named.</summary>
    public string Host => _target.Host;

    /// <summary>The server's port.</summary>
    public int Port => _target.Port;

    /// <summary>How packets go.</summary>
    public OscTransport Transport => _options.Transport;

    /// <summary>Whether packets can leave now: the TCP connection is there; for UDP, the address of the server is known. UDP tells nobody whether it listens.</summary>
    public bool IsConnected => _link is OscUdpLink { Target: not null } or OscStreamLink { Connection: not null };

    /// <summary>How many packets were sent so far, or wait to be. A bundle is one. What was dropped is counted by the process, as for any service.</summary>
    public long Sent => _counters.Sent;

    /// <summary>How many packets have come back so far; see <see cref="OscDelegateOptions.RepliesTo"/>.</summary>
    public long Received => _counters.Received;

    /// <summary>How many of those were dropped because they are malformed, or have a type that O2 does not have.</summary>
    public long Refused => _counters.Refused;

    /// <summary>Withdraws the service, and closes the connection; what waits is lost. A second call does nothing.</summary>
    public void Dispose() => _bridge.Dispose();

    /// <summary>Tells what goes where.</summary>
    /// <returns>Text like <c>synth to localhost:8000 (Udp)</c>.</returns>
    public override string ToString() => $"{Service} to {_target} ({Transport})";

    private (Bridge Bridge, OscLink Link) AddDatagrams()
    {
        var socket = _core.Environment.Transport.OpenDatagrams(GatewaySockets.BindAddress(_core.Options), 0);
        Bridge? bridge = null;
        var link = new OscUdpLink(_core, Service, _options.ConvertsTime, _counters, socket, () => bridge!.Dispose()) { Target = _target.EndPoint };
        bridge = AddBridge(socket, link.Target is null ? OscNameActor.PropsFor(_core, _target, link) : null);
        if (NewReceiver() is { } receiver)
            socket.Start(new OscDatagrams(bridge, receiver) { Sender = sender => IsTarget(link.Target, sender) });
        return (bridge, link);
    }

    private (Bridge Bridge, OscLink Link) AddStream()
    {
        Bridge? bridge = null;
        var link = new OscStreamLink(_core, Service, _options.ConvertsTime, _counters, _options.MaxQueuedBytes, () => bridge!.Dispose()) { Framing = _options.Framing };
        bridge = AddBridge(null, OscStreamActor.PropsFor(_core, _target, link, Connect));
        return (bridge, link);

        OscConnection Connect(IStreamConnection connection, Action<string> closed) =>
            new(bridge!, connection, new OutboundQueue(connection, _options.MaxQueuedBytes, _core.Environment.Background)) { Receiver = NewReceiver(), Closed = (_, reason) => closed(reason) };
    }

    private Bridge AddBridge(IDisposable? socket, Props? driver)
    {
        var bridge = new Bridge(_core, _core.Bridges.FreeName(OscBridgeName.For(Service)), OscBridgeName.Options) { Sockets = socket, Driver = driver };
        _core.Bridges.Add(bridge);
        return bridge;
    }

    private OscReceiver? NewReceiver() =>
        _options.RepliesTo is { } replies ? new OscReceiver(_core, replies, _options.ConvertsTime, _counters, $"replies of {_target}") : null;

    /// <summary>Only the server answers; anybody else can send to our port, too.</summary>
    private static bool IsTarget(IPEndPoint? target, DatagramSender sender) =>
        target is not null && target.Port == sender.Port && IpNumber.FromAddress(target.Address) == sender.Ip;
}
