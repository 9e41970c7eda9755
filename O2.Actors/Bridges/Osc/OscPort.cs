using System.Net;
using System.Net.Sockets;

namespace O2.Actors;

/// <summary>A port at which OSC programs reach a service; made by <see cref="O2Process.AddOscPort"/>.</summary>
/// <remarks>Thread-safe. It ends when it is disposed, and with the process. See <c>docs/osc.md</c>.</remarks>
public sealed class OscPort : IDisposable
{
    private readonly ProcessCore _core;
    private readonly OscPortOptions _options;
    private readonly OscCounters _counters = new();
    private readonly OscConnections _connections;
    private readonly Bridge _bridge;

    /// <exception cref="O2Exception">The port cannot be opened.</exception>
    /// <exception cref="ArgumentException">The reply service is offered already.</exception>
    internal OscPort(ProcessCore core, string service, int port, OscPortOptions options)
    {
        _core = core;
        _options = options;
        _connections = new OscConnections(options.MaxConnections);
        Service = service;
        if (options.Transport == OscTransport.Udp)
        {
            var socket = Open(port, core.Environment.Transport.OpenDatagrams);
            Port = socket.Port;
            _bridge = AddBridge(socket);
            Begin(() => ServeDatagrams(socket));
        }
        else
        {
            var listener = Open(port, core.Environment.Transport.Listen);
            Port = listener.Port;
            _bridge = AddBridge(listener);
            Begin(() => ServeConnections(listener));
        }
    }

    /// <summary>The service that gets the messages. It need not exist, and may be that of another process.</summary>
    public string Service { get; }

    /// <summary>The number of the port: the one that the system chose when 0 was asked for.</summary>
    public int Port { get; }

    /// <summary>How packets come.</summary>
    public OscTransport Transport => _options.Transport;

    /// <summary>How many TCP connections there are.</summary>
    public int Connections => _connections.Count;

    /// <summary>How many packets were taken so far. A bundle is one.</summary>
    public long Received => _counters.Received;

    /// <summary>How many were dropped because they are malformed, or have a type that O2 does not have; each is named in a warning, unless there are too many.</summary>
    public long Refused => _counters.Refused;

    /// <summary>How many packets were sent in answer; see <see cref="OscPortOptions.ReplyService"/>.</summary>
    public long Sent => _counters.Sent;

    /// <summary>Closes the port, and all connections that it has accepted. A second call does nothing.</summary>
    public void Dispose() => _bridge.Dispose();

    /// <summary>Tells what comes where.</summary>
    /// <returns>Text like <c>synth at UDP port 8000</c>.</returns>
    public override string ToString() => $"{Service} at {Place}";

    private string Place => $"{(Transport == OscTransport.Udp ? "UDP" : "TCP")} port {Port}";

    private T Open<T>(int port, Func<IPAddress, int, T> open)
    {
        var address = _options.BindAddress ?? GatewaySockets.BindAddress(_core.Options);
        try
        {
            return open(address, port);
        }
        catch (SocketException e)
        {
            throw new O2Exception($"Cannot open OSC port {port} ({Transport}) at {address}: {e.Message}.", e);
        }
    }

    private Bridge AddBridge(IDisposable socket)
    {
        string name = _core.Bridges.FreeName($"{OscBridgeName.For(Service)}-{Port}");
        var bridge = new Bridge(_core, name, OscBridgeName.Options) { Sockets = socket };
        _core.Bridges.Add(bridge);
        return bridge;
    }

    private void Begin(Action serve)
    {
        try
        {
            serve();
        }
        catch
        {
            _bridge.Dispose();
            throw;
        }
    }

    private void ServeDatagrams(IDatagramSocket socket)
    {
        var replies = _options.ReplyService is { } name ? new OscUdpLink(_core, name, _options.ConvertsTime, _counters, socket, () => { }) : null;
        OfferReplies(replies);
        socket.Start(new OscDatagrams(_bridge, NewReceiver()) { Sender = replies is null ? null : sender => Follow(replies, sender) });
    }

    private void ServeConnections(IStreamListener listener)
    {
        var replies = _options.ReplyService is { } name ? new OscReplyLink(_core, name, _options.ConvertsTime, _counters) : null;
        OfferReplies(replies);
        listener.Start(connection => Accept(connection, replies));
    }

    private void OfferReplies(OscLink? replies)
    {
        if (replies is not null && !_bridge.Connect(replies).OfferService(_options.ReplyService!))
            throw new ArgumentException($"This process already offers the service '{_options.ReplyService}'.");
    }

    /// <summary>Answers go to whoever has sent last. An endpoint is made only when that is another one.</summary>
    private static bool Follow(OscUdpLink replies, DatagramSender sender)
    {
        if (replies.Target is not { } last || last.Port != sender.Port || IpNumber.FromAddress(last.Address) != sender.Ip)
            replies.Target = new IPEndPoint(IpNumber.ToAddress(sender.Ip), sender.Port);
        return true;
    }

    private void Accept(IStreamConnection accepted, OscReplyLink? replies)
    {
        try
        {
            var connection = new OscConnection(_bridge, accepted, new OutboundQueue(accepted, _core.Options.MaxQueuedBytesPerProcess, _core.Environment.Background))
            {
                Receiver = NewReceiver(),
                Receiving = replies is null ? null : replies.Answer,
                Closed = (closed, _) => OnClosed(closed, replies),
            };
            if (_connections.Add(connection) is { } silent)
                Close(silent);
            connection.Start();
        }
        catch (ObjectDisposedException)
        {
            accepted.Dispose();
        }
    }

    private void Close(OscConnection silent)
    {
        _core.Warnings.Write(
            _core.Warnings.Strangers, $"OSC connection of [{silent.RemoteEndPoint}] to [{Place}] gives way to a new one: there are [{_options.MaxConnections}].");
        silent.GiveWay();
    }

    private void OnClosed(OscConnection connection, OscReplyLink? replies)
    {
        _connections.Remove(connection);
        replies?.Forget(connection);
    }

    private OscReceiver NewReceiver() => new(_core, Service, _options.ConvertsTime, _counters, Place);
}
