using System.Collections.Concurrent;
using O2.Discovery;
using O2.Protocol;
using O2.Protocol.Mdns;

namespace O2.Lite;

/// <summary>Looks for O2 processes by multicast DNS; what it sees waits until it is polled.</summary>
/// <param name="interfaces">The interfaces to use; none for all.</param>
/// <param name="wake">Called from any thread when something was seen.</param>
internal sealed class HostSearch(IReadOnlyList<string> interfaces, Action wake) : IDisposable
{
    private readonly ConcurrentQueue<ServiceEvent> _seen = new();
    private MdnsClient? _mdns;

    /// <summary>Begins or ends the search; what was found stays known to whoever took it.</summary>
    public void Set(bool isWanted)
    {
        if (isWanted == _mdns is not null)
            return;
        if (isWanted)
            Start();
        else
            Dispose();
    }

    /// <summary>Takes what was seen next.</summary>
    public bool TryTake(out ServiceEvent seen) => _seen.TryDequeue(out seen);

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = _mdns?.DisposeAsync();   // does not wait for anything
        _mdns = null;
    }

    private void Start()
    {
        _mdns = new MdnsClient(new MdnsClientOptions { Interfaces = interfaces });
        _mdns.Browse(DiscoveryRecord.ServiceType, seen =>
        {
            _seen.Enqueue(seen);
            wake();
        });
    }
}
