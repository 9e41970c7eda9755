using Akka.Actor;
using O2.Protocol;

namespace O2.Actors.Tests;

/// <summary>The API that users write against (design.md, section 6), on one page: when it compiles and runs, the contract holds.</summary>
public sealed class ApiContract
{
    private sealed class Synth : O2ServiceActor
    {
        public static readonly TaskCompletionSource<(int Key, float Velocity)> Played = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Synth() => Method("/noteon", "if", m => Played.TrySetResult((m.Int32(0), m.Single(1))));
    }

    [Fact]
    public async Task A_process_offers_services_sends_and_knows_the_time()
    {
        var options = new O2ProcessOptions { Ensemble = "contract", Network = NetworkScope.Loopback, UseMdns = false };
        await using var o2 = await O2Process.StartAsync(options);
        float level = 0;

        o2.AddService("synth", Props.Create<Synth>(), new ServiceOptions { MaxRestarts = 5, Within = TimeSpan.FromMinutes(1) });
        o2.AddMethod("/meter/level", "f", m => level = m.Single(0));
        o2.BecomeClockReference();
        SendStatus now = o2.Send("/meter/level", 0.5);
        SendStatus scheduled = o2.SendReliable("/synth/noteon", o2.Now + 0.25, 60, 100);

        Assert.Equal((SendStatus.Sent, SendStatus.Scheduled), (now, scheduled));
        Assert.Equal(0.5f, level);
        Assert.Equal((60, 100f), await Synth.Played.Task);

        var message = O2Message.Create("/nobody/there", GlobalTime.Immediately, reliable: true, "text", 1L, 2.0, true, 'c');
        Assert.Equal(SendStatus.NoService, o2.TrySend(message));
        Assert.Equal(SendStatus.NoService, await o2.SendAsync(message, CancellationToken.None));
        o2.SetProperty("synth", "type", "synth");
        Assert.Equal("synth", o2.GetProperty("synth", "type"));
        Assert.Equal(ServiceStatus.Local, o2.Status("synth"));
        Assert.Contains(o2.Services(), s => s.Service == "synth" && s.Properties!.Get("type") == "synth");
        Assert.Empty(o2.Processes());
        Assert.True(o2.ClockState is { IsSynchronized: true, IsReference: true });
        using IDisposable tap = o2.Tap("synth", (O2MessageView _) => { });
        Assert.True(o2.RemoveService("synth"));
    }

    [Fact]
    public async Task Adding_a_service_twice_is_misuse_and_says_so()
    {
        await using var o2 = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = "contract", Network = NetworkScope.Loopback, UseMdns = false });
        o2.AddService("synth");

        var error = Assert.Throws<ArgumentException>(() => o2.AddService("synth"));

        Assert.Contains("'synth'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_process_says_so()
    {
        var o2 = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = "contract", Network = NetworkScope.Loopback, UseMdns = false });
        await o2.DisposeAsync();
        await o2.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => o2.Send("/synth/noteon", 60));
    }
}
