using System.Diagnostics;
using System.Net.WebSockets;
using O2.Actors.Tests.Web;

namespace O2.Actors.Tests.Cli.Hosting;

/// <summary>A host as a process of its own, ended as a terminal, or a service manager, ends it.</summary>
public sealed class HostProcessTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "o2.dll");

    [SignalTheory]
    [InlineData("INT")]    // Ctrl-C
    [InlineData("TERM")]
    public async Task A_signal_ends_it_in_order_and_its_pages_are_told(string signal)
    {
        string ensemble = $"host-{Guid.NewGuid():N}";
        await using var host = ChildProcess.OfExample(Program, "host", "--ensemble", ensemble, "--interface", "lo", "--web-port", "0", "--clock", "yes");
        string line = await host.WaitForAsync("web at ");
        var address = new Uri(line.Split(" at ")[1].Split(": ")[0]);
        using var page = new Page(new ClientWebSocket());
        await page.Socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/o2ws" }.Uri, CancellationToken.None);
        await page.SendAsync($"/_o2/ws/dy|s|0|T|{ensemble}|");
        await page.ReceiveAsync("!_o2/id");

        using (var kill = Process.Start("kill", [$"-{signal}", $"{host.Id}"]))
            await kill.WaitForExitAsync();

        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "the host has ended"), await page.UntilClosedAsync());
        Assert.Equal(0, await host.WaitForExitAsync());
    }
}
