using System.Net;
using O2.Actors.TestKit;

namespace O2.Actors.Tests.Gateways;

public sealed class GatewaySocketsTests
{
    [Theory]
    [InlineData("192.168.1.7", "192.168.1.7", "127.0.0.1")]
    [InlineData("192.168.1.7", "127.0.0.1", "192.168.1.7")]
    [InlineData("192.168.1.7", "169.254.3.4", "192.168.1.7")]
    [InlineData("169.254.3.4", "127.0.0.1", "169.254.3.4")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    public void R3_25_The_published_address_is_one_that_other_machines_can_route_to(string published, params string[] addresses)
    {
        using var ensemble = new EnsembleFixture();
        var network = new Addressed(ensemble.Network.AddMachine().Transport, [.. addresses.Select(IPAddress.Parse)]);

        using var sockets = GatewaySockets.Open(network, new O2ProcessOptions { Ensemble = "test" });

        Assert.Equal(IPAddress.Parse(published), IpNumber.ToAddress(sockets.Name.InternalIp));
        Assert.Equal(sockets.Listener.Port, sockets.Name.TcpPort);
        Assert.Equal(sockets.Datagrams.Port, sockets.Info.UdpPort);
    }

    [Fact]
    public void R3_25_Only_who_asks_for_loopback_publishes_it()
    {
        using var ensemble = new EnsembleFixture();
        var machine = ensemble.Network.AddMachine();
        var network = new Addressed(machine.Transport, [IPAddress.Parse("192.168.1.7"), IPAddress.Loopback]);

        using var here = GatewaySockets.Open(network, new O2ProcessOptions { Ensemble = "test", Network = NetworkScope.Loopback });
        using var chosen = GatewaySockets.Open(network, new O2ProcessOptions { Ensemble = "test", Interface = machine.Address });

        Assert.Equal(IPAddress.Loopback, IpNumber.ToAddress(here.Name.InternalIp));
        Assert.Equal(machine.Address, IpNumber.ToAddress(chosen.Name.InternalIp));
    }

    private sealed class Addressed(ITransport network, IReadOnlyList<IPAddress> addresses) : ITransport
    {
        public IReadOnlyList<IPAddress> LocalAddresses => addresses;

        public Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation) => network.ResolveAsync(host, cancellation);

        public IStreamListener Listen(IPAddress address, int port) => network.Listen(address, port);

        public Task<IStreamConnection> ConnectAsync(IPEndPoint remote, CancellationToken cancellation) => network.ConnectAsync(remote, cancellation);

        public IDatagramSocket OpenDatagrams(IPAddress address, int port) => network.OpenDatagrams(address, port);
    }
}
