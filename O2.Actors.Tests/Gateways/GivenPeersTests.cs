using System.Net;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

public sealed class GivenPeersTests
{
    private static readonly ProcessName Self = new(0, 0xc0000202, 5000);

    [Theory]
    [InlineData("192.0.2.2", 6000, true)]    // its own address
    [InlineData("127.0.0.1", 6000, true)]    // on our machine, given by loopback
    [InlineData("192.0.2.3", 6000, false)]   // another machine, the same port
    [InlineData("192.0.2.2", 6001, false)]   // the same machine, another port
    public void A_peer_that_is_connected_is_not_asked_again(string given, int port, bool isConnected)
    {
        var peers = new GivenPeers();
        peers.Add(new IPEndPoint(IPAddress.Parse(given), port));
        var directory = new ServiceDirectory();
        directory.SetOwnName(Self);
        directory.TryAddProcess(new ProcessInfo(new ProcessName(0, 0xc0000202, 6000), 7000, ProtocolVersion.Current), ProcessLink.Direct);

        Assert.Equal(isConnected ? 0 : 1, peers.Due(new LocalTime(100), directory.Snapshot).Count);
    }

    [Fact]
    public void Pauses_grow_while_nothing_comes_of_asking()
    {
        var peers = new GivenPeers();
        peers.Add(new IPEndPoint(IPAddress.Loopback, 6000));
        var directory = new ServiceDirectory();
        directory.SetOwnName(Self);
        var now = new LocalTime(100);
        List<double> pauses = [];
        for (int i = 0; i < 9; i++)
        {
            Assert.Single(peers.Due(now, directory.Snapshot));
            pauses.Add(peers.NextDeadline - now);
            now = peers.NextDeadline;
        }

        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, 16, 30, 30], pauses);
    }
}
