using System.Net;
using O2.Web;

namespace O2.Actors.Tests.Web;

public sealed class O2WebOptionsTests
{
    [Fact]
    public void The_defaults_are_those_of_the_documentation()
    {
        var options = new O2WebOptions();

        options.Validate();
        Assert.Equal((IPAddress.Loopback, 8080, null, null), (options.BindAddress, options.Port, options.RootFolder, options.Announce));
        Assert.Equal((256, 1 << 18, 1 << 20, TimeSpan.FromSeconds(20)), (options.MaxClients, options.MaxTextBytes, options.MaxQueuedBytesPerClient, options.ClientTimeout));
        Assert.Empty(options.AllowedOrigins);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        var valid = new O2WebOptions();
        foreach (var wrong in (O2WebOptions[])[
            valid with { Port = -1 }, valid with { Port = 65536 }, valid with { RootFolder = "/no/such/folder" }, valid with { AllowedOrigins = ["band.example"] },
            valid with { AllowedOrigins = ["https://band.example/page"] }, valid with { MaxClients = 0 }, valid with { MaxTextBytes = 1023 }, valid with { MaxTextBytes = (1 << 22) + 1 },
            valid with { MaxQueuedBytesPerClient = (1 << 16) - 1 }, valid with { ClientTimeout = TimeSpan.Zero }, valid with { ClientTimeout = TimeSpan.FromHours(2) }])
        {
            Assert.Throws<ArgumentOutOfRangeException>(wrong.Validate);
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_and_leaves_nothing_behind()
    {
        await using var host = await WebHost.StartAsync();
        await using var process = await Ensembles.StartAsync("other");

        var failure = await Assert.ThrowsAsync<O2Exception>(() => O2WebServer.StartAsync(process, new O2WebOptions { Port = host.Server.Address.Port }));

        Assert.Contains($"port {host.Server.Address.Port}", failure.Message, StringComparison.Ordinal);
        await using var server = await O2WebServer.StartAsync(process, new O2WebOptions { Port = 0 });
        await Assert.ThrowsAsync<ArgumentException>(() => O2WebServer.StartAsync(process, new O2WebOptions { Port = 0 }));
    }
}
