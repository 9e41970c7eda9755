using Akka.Actor;

namespace O2.Actors;

/// <summary>The bridges of a process, and the one counter that numbers their clients. Thread-safe.</summary>
internal sealed class BridgeRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Bridge> _bridges = [];
    private volatile LiteHost? _liteHost;
    private int _lastId;

    /// <summary>The parent of the bridges' actors; set once, before the process joins.</summary>
    public IActorRef Supervisor { get; set; } = ActorRefs.Nobody;

    /// <summary>Serves O2lite clients; null when this process does not.</summary>
    public LiteHost? LiteHost
    {
        get => _liteHost;
        set
        {
            _liteHost = value;
            Supervisor.Tell(BridgeProtocol.LiteHostChanged.Instance, ActorRefs.NoSender);
        }
    }

    /// <summary>A number that no client of this process has had (D4.25).</summary>
    public int NextClientId() => Interlocked.Increment(ref _lastId);

    /// <summary>Adds a bridge.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public void Add(Bridge bridge)
    {
        lock (_lock)
        {
            if (!_bridges.TryAdd(bridge.Name, bridge))
                throw new ArgumentException($"This process already has a bridge '{bridge.Name}'.", nameof(bridge));
            Supervisor.Tell(new BridgeProtocol.Started(bridge), ActorRefs.NoSender);
        }
    }

    /// <summary>A name that no bridge has: the wanted one, or that with a number.</summary>
    public string FreeName(string wanted)
    {
        lock (_lock)
        {
            string name = wanted;
            for (int i = 2; _bridges.ContainsKey(name); i++)
                name = $"{wanted}-{i}";
            return name;
        }
    }

    /// <summary>Removes a bridge that has ended.</summary>
    public void Remove(Bridge bridge)
    {
        if (LiteHost?.Bridge == bridge)
            LiteHost = null;
        lock (_lock)
            _bridges.Remove(bridge.Name);
    }
}
