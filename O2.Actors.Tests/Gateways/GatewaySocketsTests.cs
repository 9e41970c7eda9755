using System.Net;
using System.Net.Sockets;
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
        var network = new AddressedTransport(ensemble.Network.AddMachine().Transport, () => [.. addresses.Select(IPAddress.Parse)]);

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
        var network = new AddressedTransport(machine.Transport, () => [IPAddress.Parse("192.168.1.7"), IPAddress.Loopback]);

        using var here = GatewaySockets.Open(network, new O2ProcessOptions { Ensemble = "test", Network = NetworkScope.Loopback });
        using var chosen = GatewaySockets.Open(network, new O2ProcessOptions { Ensemble = "test", Interface = machine.Address });

        Assert.Equal(IPAddress.Loopback, IpNumber.ToAddress(here.Name.InternalIp));
        Assert.Equal(machine.Address, IpNumber.ToAddress(chosen.Name.InternalIp));
    }

    [Fact]
    public void A_system_that_does_not_tell_its_addresses_is_a_failure_that_can_be_tried_again()
    {
        using var ensemble = new EnsembleFixture();
        var network = new AddressedTransport(ensemble.Network.AddMachine().Transport, () => throw new SocketException((int)SocketError.TooManyOpenSockets));

        Assert.Throws<O2Exception>(() => GatewaySockets.Open(network, new O2ProcessOptions { Ensemble = "test" }));
    }
}
