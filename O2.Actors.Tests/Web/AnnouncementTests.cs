using System.Net;
using O2.Discovery;
using O2.Protocol;
using O2.Protocol.Mdns;
using O2.Web;

namespace O2.Actors.Tests.Web;

public sealed class AnnouncementTests
{
    [Fact]
    public async Task A_server_is_published_under_the_name_of_its_ensemble_until_it_stops()
    {
        string ensemble = $"web-{Guid.NewGuid():N}";
        var found = new Recorder<ServiceEvent>(expected: 1);
        var lost = new Recorder<ServiceEvent>(expected: 1);
        await using var browser = new MdnsClient(new MdnsClientOptions { Interfaces = ["127.0.0.1"] });
        using var browsing = browser.Browse("_http._tcp", seen =>
        {
            if (seen.Service.Name == ensemble)
                (seen.Kind == ServiceEventKind.Lost ? lost : found).Add(seen);
        });
        await using var process = await Ensembles.StartAsync(ensemble);

        await using (var server = await O2WebServer.StartAsync(process, new O2WebOptions { Port = 0, Announce = true }))
            Assert.Equal(server.Address.Port, (await found.All)[0].Service.Port);

        await lost.All;
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", "127.0.0.1", "http://127.0.0.1:8080/")]
    [InlineData("http://0.0.0.0:8080", "0.0.0.0", "http://10.77.0.1:8080/")]
    [InlineData("http://[::]:8080", "::", "http://10.77.0.1:8080/")]
    public void The_address_is_one_that_others_can_reach(string listening, string bound, string expected) =>
        Assert.Equal(expected, ServerAddress.Of(listening, IPAddress.Parse(bound), new ProcessName(0, 0x0A4D0001, 1)).ToString());
}
