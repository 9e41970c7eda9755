using O2.Discovery;
using O2.Protocol.Mdns;

namespace O2.Actors;

/// <summary>Multicast DNS by our own client, <see cref="MdnsClient"/>.</summary>
internal sealed class OwnMdnsClient(MdnsClientOptions options) : IMdnsClient
{
    private readonly MdnsClient _client = new(options);

    public IReadOnlyList<string> Problems => [.. from i in _client.Interfaces where i.Error is not null select $"{i.Name}: {i.Error}"];

    public IAsyncDisposable Publish(ServiceInstance service) => _client.Publish(service);

    public IDisposable Browse(string type, Action<ServiceEvent> handler) => _client.Browse(type, handler);

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
