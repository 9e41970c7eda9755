using System.Net;

namespace O2.Actors.Tests.Gateways;

/// <summary>A network on a machine whose addresses are what the test says.</summary>
internal sealed class AddressedTransport(ITransport network, Func<IReadOnlyList<IPAddress>> addresses) : ITransport
{
    public IReadOnlyList<IPAddress> LocalAddresses => addresses();

    public Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation) => network.ResolveAsync(host, cancellation);

    public IStreamListener Listen(IPAddress address, int port) => network.Listen(address, port);

    public Task<IStreamConnection> ConnectAsync(IPEndPoint remote, CancellationToken cancellation) => network.ConnectAsync(remote, cancellation);

    public IDatagramSocket OpenDatagrams(IPAddress address, int port) => network.OpenDatagrams(address, port);
}
