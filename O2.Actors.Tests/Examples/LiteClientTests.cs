using O2.Protocol;

namespace O2.Actors.Tests.Examples;

/// <summary>Runs examples/LiteClient as users do, with a host of this test.</summary>
public class LiteClientTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "LiteClient.dll");

    [Fact]
    public async Task A_lamp_joins_flashes_at_its_time_and_passes_on_what_is_typed()
    {
        string ensemble = $"lamp-{Guid.NewGuid():N}";
        await using var host = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = ensemble, Network = NetworkScope.Loopback });
        host.BecomeClockReference();
        host.AddLiteHost();
        Recorder<string> said = new(1);
        host.AddMethod("/stage/say", "s", m => said.Add(m.Text(0).ToString()));
        await using var lamp = new ChildProcess("dotnet", [Program, ensemble]);
        await lamp.WaitForAsync("Synchronized");
        await host.UntilService("lamp", ServiceStatus.Bridge);
        Assert.Equal("red", host.GetProperty("lamp", "color"));
        var start = host.Now + 1;
        host.SendReliable("/lamp/flash", start + 0.05, "two");
        host.SendReliable("/lamp/flash", start, "one");
        await lamp.WaitForAsync("one flash");
        await lamp.WaitForAsync("two flash");
        await lamp.TypeAsync("good evening");
        Assert.Equal(["good evening"], await said.All);
    }
}
