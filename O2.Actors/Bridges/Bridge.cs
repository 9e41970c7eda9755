using O2.Protocol;

namespace O2.Actors;

/// <summary>A bridge of a process: clients that speak another protocol take part in the ensemble through it.</summary>
/// <remarks>
/// Other processes see the services of the clients as services of this one; here their status is <see cref="ServiceStatus.Bridge"/>. Each client is
/// an actor, <c>/user/o2/bridges/NAME/ID</c>: what fails in serving a client ends that client, with its services, and nothing else.
/// Thread-safe. Source: O2 2.0, "Bridges". See <c>docs/bridges.md</c>.
/// </remarks>
public sealed class Bridge : IDisposable
{
    private readonly ProcessCore _core;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, BridgeClient> _clients = [];
    private readonly RateLimit _warnings = Warnings.NewLimit();
    private bool _hasEnded;

    internal Bridge(ProcessCore core, string name, BridgeOptions options)
    {
        _core = core;
        Name = name;
        Options = options;
    }

    /// <summary>The name of the bridge, for example <c>o2lite</c>.</summary>
    public string Name { get; }

    /// <summary>How it treats its clients.</summary>
    public BridgeOptions Options { get; }

    /// <summary>The clients now, in no special order. Allocates a list.</summary>
    public IReadOnlyCollection<BridgeClient> Clients
    {
        get
        {
            lock (_lock)
                return [.. _clients.Values];
        }
    }

    /// <summary>What ends with the bridge: its sockets. Set at most once, before there are clients.</summary>
    internal IDisposable? Sockets { get; init; }

    /// <summary>An actor that the bridge needs besides those of its clients. When it fails, the bridge ends.</summary>
    internal Akka.Actor.Props? Driver { get; init; }

    /// <summary>How many clients there are.</summary>
    internal int Count
    {
        get
        {
            lock (_lock)
                return _clients.Count;
        }
    }

    /// <summary>Finds a client.</summary>
    /// <param name="id">Its <see cref="BridgeClient.Id"/>.</param>
    /// <returns>The client; null when this bridge has none of that number now.</returns>
    public BridgeClient? Find(int id)
    {
        lock (_lock)
            return _clients.GetValueOrDefault(id);
    }

    /// <summary>Adds a client. It offers nothing yet; messages can be received from it at once.</summary>
    /// <param name="link">The way to it.</param>
    /// <returns>The client; dispose it when it is gone.</returns>
    /// <exception cref="ObjectDisposedException">The bridge or its process has ended.</exception>
    public BridgeClient Connect(IBridgeLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return Connect(link, null);
    }

    /// <summary>Writes a warning to the log of the process, about a client or somebody who does not become one.</summary>
    /// <param name="text">What is wrong, for people. It may quote what was received: what a terminal would obey is replaced.</param>
    /// <remarks>A client cannot fill the log: the bridge has five lines, then one a second, and the next one tells how many were left out.</remarks>
    public void Warn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _core.Warnings.Write(_warnings, $"Bridge {Name}: {text}");
    }

    /// <summary>Ends the bridge: all clients are gone, with their services and taps, and their links are closed. A second call does nothing.</summary>
    public void Dispose()
    {
        BridgeClient[] clients;
        lock (_lock)
        {
            if (_hasEnded)
                return;
            _hasEnded = true;
            clients = [.. _clients.Values];
        }

        Sockets?.Dispose();
        foreach (var client in clients)
            client.End("the bridge has ended");
        _core.Bridges.Remove(this);
        _core.Bridges.Supervisor.Tell(new BridgeProtocol.Ended(this), Akka.Actor.ActorRefs.NoSender);
    }

    /// <summary>Adds a client whose connection has its own budget; null for one of the client's own.</summary>
    internal BridgeClient Connect(IBridgeLink link, InboundBudget? budget)
    {
        BridgeClient client;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_hasEnded, this);
            client = new BridgeClient(_core, this, _core.Bridges.NextClientId(), link, budget);
            _clients.Add(client.Id, client);
            _core.Bridges.Supervisor.Tell(new BridgeProtocol.Joined(client), Akka.Actor.ActorRefs.NoSender);
        }

        _core.Events.Publish(new BridgeClientJoined(Name, client.Id));
        return client;
    }

    internal void Remove(BridgeClient client)
    {
        lock (_lock)
            _clients.Remove(client.Id);
    }
}
