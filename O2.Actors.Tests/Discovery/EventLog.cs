using System.Threading.Channels;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Discovery;

/// <summary>Takes the events of a browsing, and lets a test wait for them.</summary>
internal sealed class EventLog
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<ServiceEvent> _events = Channel.CreateUnbounded<ServiceEvent>();

    public List<ServiceEvent> Seen { get; } = [];

    public void Add(ServiceEvent serviceEvent) => _events.Writer.TryWrite(serviceEvent);

    /// <summary>Waits for an event about an instance.</summary>
    public async Task<DiscoveredService> WaitForAsync(ServiceEventKind kind, string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            ServiceEvent next = await _events.Reader.ReadAsync(patience.Token);
            Seen.Add(next);
            if (next.Kind == kind && next.Service.Name == name)
                return next.Service;
        }
    }
}
