namespace O2.Actors;

/// <summary>Tells which O2lite client a datagram came from.</summary>
/// <remarks>
/// A message does not say who sent it, and C clients send from another socket than the one they named. So a sender is a client's when it is the
/// one that the client named, the one from which its last question for the time came, or, failing that, at an address where clients are. Thread-safe.
/// </remarks>
internal sealed class LiteSenders
{
    private readonly Lock _lock = new();
    private readonly Dictionary<DatagramSender, BridgeClient> _clients = [];
    private readonly Dictionary<BridgeClient, (DatagramSender Named, DatagramSender Last)> _senders = [];
    private readonly Dictionary<uint, List<BridgeClient>> _machines = [];

    /// <summary>Adds a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="named">Where its TCP connection comes from, with the UDP port that it named.</param>
    public void Add(BridgeClient client, DatagramSender named)
    {
        lock (_lock)
        {
            _senders[client] = (named, named);
            _clients[named] = client;
            if (!_machines.TryGetValue(named.Ip, out var neighbours))
                _machines.Add(named.Ip, neighbours = []);
            neighbours.Add(client);
        }
    }

    /// <summary>Notes where a question of a client came from, if that is the client's machine.</summary>
    public void Learn(BridgeClient client, DatagramSender sender)
    {
        lock (_lock)
        {
            if (!_senders.TryGetValue(client, out var known) || known.Last == sender || known.Named == sender || known.Named.Ip != sender.Ip)
                return;
            Forget(client, known.Last, except: known.Named);
            _senders[client] = (known.Named, sender);
            _clients[sender] = client;
        }
    }

    /// <summary>Removes a client that is gone.</summary>
    public void Remove(BridgeClient client)
    {
        lock (_lock)
        {
            if (!_senders.Remove(client, out var known))
                return;
            Forget(client, known.Last, except: default);
            Forget(client, known.Named, except: default);
            var neighbours = _machines[known.Named.Ip];
            neighbours.Remove(client);
            if (neighbours.Count == 0)
                _machines.Remove(known.Named.Ip);
        }
    }

    /// <summary>The client that sends from there; null when none is known to.</summary>
    public BridgeClient? Find(DatagramSender sender)
    {
        lock (_lock)
            return _clients.GetValueOrDefault(sender);
    }

    /// <summary>A client on the sender's machine; null when there is none.</summary>
    public BridgeClient? FindNeighbour(DatagramSender sender)
    {
        lock (_lock)
            return _machines.GetValueOrDefault(sender.Ip)?[0];
    }

    private void Forget(BridgeClient client, DatagramSender sender, DatagramSender except)
    {
        if (sender != except && _clients.GetValueOrDefault(sender) == client)
            _clients.Remove(sender);
    }
}
