using System.Net;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

public sealed class UdpRouteTests
{
    private static readonly ProcessInfo Process = new(new ProcessName(publicIp: 0xcb007107, internalIp: 0xc0a80105, 4000), 5000, ProtocolVersion.Current);

    [Theory]
    [InlineData("192.168.1.5", "192.168.1.5:5000")]
    [InlineData("127.0.0.1", "192.168.1.5:5000")]     // of this machine
    [InlineData("203.0.113.7", null)]                 // its router's address
    [InlineData("192.168.1.6", null)]
    public void A_process_that_has_connected_from_another_address_than_its_own_gets_no_datagrams(string seen, string? route) =>
        Assert.Equal(route, UdpRoute.ToClient(Process, IPAddress.Parse(seen))?.ToString());

    [Fact]
    public void A_process_that_was_reached_at_an_address_gets_datagrams_there() =>
        Assert.Equal("203.0.113.7:5000", UdpRoute.ToServer(Process, IPAddress.Parse("203.0.113.7")).ToString());
}
