using System.Net;
using O2.Protocol.Mdns;

namespace O2.Discovery;

/// <summary>One search for a service type: joins what the links see, and tells the user.</summary>
/// <remarks>
/// Several links may see one instance; the user hears of it once. Between two calls of the handler only the names of changed instances are kept, so a
/// slow handler misses intermediate states, never the last one, and its backlog is bounded by the number of instances. Thread-safe: yes.
/// </remarks>
internal sealed class Browsing(string type, Action<ServiceEvent> handler, Action<Browsing> onDisposed) : IDisposable, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<(object Link, DiscoveredService Service)>> _seen = []; // by instance name; the latest news last
    private readonly Dictionary<string, DiscoveredService> _told = [];
    private readonly Queue<string> _changed = [];
    private bool _telling, _disposed;

    public string Type { get; } = type;

    /// <summary>Takes what a link saw; called under the link's lock.</summary>
    public void OnLinkEvent(object link, ServiceEvent serviceEvent)
    {
        lock (_gate)
        {
            string name = serviceEvent.Service.Name;
            if (!_seen.TryGetValue(name, out var seen))
                _seen[name] = seen = [];
            seen.RemoveAll(s => s.Link == link);
            if (serviceEvent.Kind != ServiceEventKind.Lost)
                seen.Add((link, serviceEvent.Service));
            if (seen.Count == 0)
                _seen.Remove(name);
            Change(name);
        }
    }

    /// <summary>Forgets what a link saw, because its interface is gone.</summary>
    public void OnLinkGone(object link)
    {
        lock (_gate)
        {
            foreach ((string name, var seen) in _seen)
            {
                if (seen.RemoveAll(s => s.Link == link) == 0)
                    continue;
                if (seen.Count == 0)
                    _seen.Remove(name);
                Change(name);
            }
        }
    }

    /// <summary>Calls the handler for all changes so far; runs on one pool thread at a time.</summary>
    public void Execute()
    {
        while (Next() is { } serviceEvent)
            handler(serviceEvent);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        onDisposed(this);
    }

    private void Change(string name)
    {
        if (!_changed.Contains(name))
            _changed.Enqueue(name);
        if (_telling)
            return;
        _telling = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private ServiceEvent? Next()
    {
        lock (_gate)
        {
            while (!_disposed && _changed.TryDequeue(out string? name))
            {
                _told.TryGetValue(name, out DiscoveredService? told);
                if (!_seen.TryGetValue(name, out var seen))
                {
                    if (told is null)
                        continue;
                    _told.Remove(name);
                    return new ServiceEvent(ServiceEventKind.Lost, told);
                }
                DiscoveredService service = seen[^1].Service with { Addresses = AllAddresses(seen) };
                if (service.Equals(told))
                    continue;
                _told[name] = service;
                return new ServiceEvent(told is null ? ServiceEventKind.Found : ServiceEventKind.Updated, service);
            }
            _telling = false;
            return null;
        }
    }

    // An address that only this machine can use comes last.
    private static IReadOnlyList<IPAddress> AllAddresses(List<(object Link, DiscoveredService Service)> seen) =>
        [.. seen.SelectMany(s => s.Service.Addresses).Distinct().OrderBy(IPAddress.IsLoopback).ThenBy(a => a.ToString(), StringComparer.Ordinal)];
}
