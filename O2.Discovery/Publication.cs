using O2.Protocol.Mdns;

namespace O2.Discovery;

/// <summary>A service that is being published; dispose it to end that.</summary>
/// <remarks>Thread-safe: yes.</remarks>
public sealed class Publication : IAsyncDisposable
{
    private readonly MdnsClient _client;
    private readonly Dictionary<MdnsLink, int> _ids = []; // guarded by the client's lock

    internal Publication(MdnsClient client, ServiceInstance service)
    {
        _client = client;
        Service = service;
    }

    /// <summary>What is published.</summary>
    public ServiceInstance Service { get; }

    /// <summary>
    /// The names that the instance has now, one for all interfaces unless there was a conflict on some of them; empty while the name is being
    /// claimed, while it stands by, and after disposal.
    /// </summary>
    public IReadOnlyList<string> Names => _client.NamesOf(_ids);

    /// <summary>Ends the publishing: says goodbye on all interfaces. A second call does nothing.</summary>
    /// <returns>Complete when the goodbye was handed to the system.</returns>
    public ValueTask DisposeAsync()
    {
        _client.Remove(this);
        return ValueTask.CompletedTask;
    }

    internal void AddTo(MdnsLink link) => _ids[link] = link.Publish(Service);

    internal void RemoveFrom(MdnsLink link)
    {
        if (_ids.Remove(link, out int id))
            link.Withdraw(id);
    }

    internal void RemoveFromAll()
    {
        foreach (MdnsLink link in _ids.Keys.ToArray())
            RemoveFrom(link);
    }
}
