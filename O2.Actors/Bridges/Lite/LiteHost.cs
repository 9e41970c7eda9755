using System.Net;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors;

/// <summary>Hosts O2lite clients: they connect to the process's own TCP listener and send to its own UDP port.</summary>
/// <remarks>
/// Thread-safe; its members run on the threads that receive. A client's connection stays with its <see cref="PeerActor"/>, which ends it in order; the client itself is
/// one of the bridge <c>o2lite</c>. Source: O2 2.0, "O2lite".
/// </remarks>
internal sealed class LiteHost
{
    public const string BridgeName = "o2lite";
    private const int SearchesPerSecond = 100;
    private readonly ProcessCore _core;
    private readonly LiteHostOptions _options;
    private readonly LiteSenders _senders = new();
    private readonly RateLimit _searches = new(SearchesPerSecond, SearchesPerSecond);

    public LiteHost(ProcessCore core, LiteHostOptions options, Bridge bridge)
    {
        _core = core;
        _options = options;
        Bridge = bridge;
    }

    public Bridge Bridge { get; }

    /// <summary>Makes the connection on which <c>con</c> came that of a client, and tells it its number; null when it cannot be one.</summary>
    /// <param name="message">The message.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="datagrams">The process's UDP socket.</param>
    public BridgeClient? TryConnect(O2Message message, PeerConnection connection, IDatagramSocket datagrams)
    {
        if (!LiteClientMessages.TryReadConnect(message, out _, out int udpPort))
            return null;
        var remote = connection.RemoteEndPoint;
        if (Bridge.Count >= _options.MaxClients)
        {
            _core.Warnings.Write(_core.Warnings.Strangers, $"O2lite client at [{remote}] is refused: there are [{_options.MaxClients}] already.");
            return null;
        }

        connection.Outbound.CapacityBytes = _options.MaxQueuedBytesPerClient;
        BridgeClient? client = null;
        var link = new LiteLink(connection.Outbound, datagrams, new IPEndPoint(remote.Address, udpPort), () =>
        {
            if (client is not null)
                _senders.Remove(client);
            connection.End();
        });
        client = Bridge.Connect(link, connection.Budget);
        _senders.Add(client, new DatagramSender(IpNumber.FromAddress(remote.Address), udpPort));
        if (client.HasEnded)
            _senders.Remove(client);   // it was given up while it was added
        client.Send(LiteHostMessages.CreateBridgeId(client.Id));
        return client;
    }

    /// <summary>Takes a datagram if it is a client's; false when it is not.</summary>
    /// <param name="message">What it holds.</param>
    /// <param name="sender">Where it came from.</param>
    /// <param name="sockets">The process's sockets.</param>
    public bool TryReceive(in O2MessageView message, DatagramSender sender, GatewaySockets sockets)
    {
        if (!SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName))
            return TryRoute(message, sender);
        var request = message.ToMessage();
        if (!LiteAddress.TryRecognize(request, LiteVariant.Sockets, out var method))
            return false;
        return method switch
        {
            LiteMethod.ClockQuestion => TryAnswerClock(request, sender),
            LiteMethod.Introduction => TryAnswerSearch(request, sockets),
            _ => false,
        };
    }

    /// <summary>
    /// What a client sends is passed on to other processes, what they send is not. A sender that nobody has named is taken for a client only if no process that we
    /// are connected with is at that address.
    /// </summary>
    private bool TryRoute(in O2MessageView message, DatagramSender sender)
    {
        var client = _senders.Find(sender);
        if (client is null && _senders.FindNeighbour(sender) is { } neighbour && !IsProcessAt(sender.Ip))
            client = neighbour;
        client?.ReceiveDatagram(message);
        return client is not null;
    }

    private bool IsProcessAt(uint ip)
    {
        foreach (var process in _core.Directory.Snapshot.Processes)
        {
            if (process.Name.InternalIp == ip)
                return true;
        }

        return false;
    }

    /// <summary>Who asks is told by the number in the question (D4.16: an unknown one is dropped); the answer goes to that client, wherever the question came from.</summary>
    private bool TryAnswerClock(O2Message question, DatagramSender sender)
    {
        if (!LiteClientMessages.TryReadClockQuestion(question, out int id, out _, out _) || Bridge.Find(id) is not { } client)
            return false;
        _senders.Learn(client, sender);
        client.ReceiveDatagram(question.AsView());
        return true;
    }

    /// <summary>Answers a client that looks for a host by UDP; not too often, since the answer goes where the question says.</summary>
    private bool TryAnswerSearch(O2Message search, GatewaySockets sockets)
    {
        if (!LiteClientMessages.TryReadSearch(search, out string ensemble, out uint ip, out int port))
            return false;
        if (ensemble == _core.Options.Ensemble && _searches.TryPass(_core.Clock.Now, out _))
        {
            var answer = new Introduction(ensemble, sockets.Info, IntroductionKind.Info).ToMessage(reliable: false);
            sockets.Datagrams.Send(answer, new IPEndPoint(IpNumber.ToAddress(ip), port));
        }

        return true;
    }
}
