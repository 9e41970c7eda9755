using System.Net;
using O2.Actors;
using O2.Discovery;
using O2.Protocol.Mdns;

namespace O2.Web;

/// <summary>The server in the lists of browsers and phones: <c>_http._tcp</c>, named as the ensemble.</summary>
internal sealed class HttpAnnouncement : IAsyncDisposable
{
    private const string ServiceType = "_http._tcp";
    private readonly MdnsClient _mdns;

    private HttpAnnouncement(MdnsClient mdns) => _mdns = mdns;

    /// <summary>Publishes a server; on the network interface that it listens at, or on all.</summary>
    public static HttpAnnouncement Publish(O2Process process, IPAddress bound, int port)
    {
        bool isAny = bound.Equals(IPAddress.Any) || bound.Equals(IPAddress.IPv6Any);
        var mdns = new MdnsClient(new MdnsClientOptions { Interfaces = isAny ? [] : [bound.ToString()] });
        mdns.Publish(new ServiceInstance { Name = process.Ensemble, Type = ServiceType, Port = port, Claim = NameClaim.Rename });
        return new HttpAnnouncement(mdns);
    }

    public ValueTask DisposeAsync() => _mdns.DisposeAsync();
}
