using O2.Protocol.Mdns;

namespace O2.Actors;

/// <summary>Multicast DNS as discovery needs it: our own client, in <c>nuget</c> mode with the sockets of Makaretu.Dns.Multicast.</summary>
/// <remarks>Thread-safe. Disposing it withdraws what it published (goodbye) and ends all browsing.</remarks>
internal interface IMdnsClient : IAsyncDisposable
{
    /// <summary>The interfaces that cannot be used, and why; for people.</summary>
    IReadOnlyList<string> Problems { get; }

    /// <summary>Publishes a service; disposing the result withdraws it.</summary>
    IAsyncDisposable Publish(ServiceInstance service);

    /// <summary>Reports the instances of a type that are there and that come and go, on any thread, until the result is disposed.</summary>
    IDisposable Browse(string type, Action<ServiceEvent> handler);
}
