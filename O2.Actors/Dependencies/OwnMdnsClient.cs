using O2.Discovery;
using O2.Protocol.Mdns;

namespace O2.Actors;

/// <summary>Multicast DNS by our own client, <see cref="MdnsClient"/>.</summary>
internal sealed class OwnMdnsClient(MdnsClient client) : IMdnsClient
{
    public IReadOnlyList<string> Problems => [.. from i in client.Interfaces where i.Error is not null select $"{i.Name}: {i.Error}"];

    public IAsyncDisposable Publish(ServiceInstance service) => client.Publish(service);

    public IDisposable Browse(string type, Action<ServiceEvent> handler) => client.Browse(type, handler);

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
