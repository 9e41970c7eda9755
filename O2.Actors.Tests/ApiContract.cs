using System.Diagnostics;
using Akka.Actor;
using O2.Protocol;

namespace O2.Actors.Tests;

/// <summary>The API that users write against (design.md, section 6), on one page: when it compiles and runs, the contract holds.</summary>
public sealed class ApiContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly O2ProcessOptions Options = new() { Ensemble = "contract", Network = NetworkScope.Loopback, UseMdns = false };

    private sealed class Synth : O2ServiceActor
    {
        public static readonly TaskCompletionSource<(int Key, float Velocity)> Played = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Synth() => Method("/noteon", "if", m => Played.TrySetResult((m.Int32(0), m.Single(1))));
    }

    private sealed class Violin : O2ServiceActor
    {
        public Violin()
        {
            Method("/bow", "", _ => throw new InvalidOperationException("a string broke"));
            Method("/pluck", "i", m => O2.Send("/hall/heard", m.Int32(0)));
        }
    }

    private sealed class Critic : ReceiveActor
    {
        public Critic(TaskCompletionSource<ServiceFailure> heard) => Receive<ServiceFailure>(failure => heard.TrySetResult(failure));
    }

    [Fact]
    public async Task A_process_offers_services_sends_and_knows_the_time()
    {
        await using var o2 = await O2Process.StartAsync(Options);
        float level = 0;

        o2.AddService("synth", Props.Create<Synth>(), new ServiceOptions { MaxRestarts = 5, Within = TimeSpan.FromMinutes(1) });
        o2.AddMethod("/meter/level", "f", m => level = m.Single(0));
        o2.BecomeClockReference();
        SendStatus now = o2.Send("/meter/level", 0.5);
        SendStatus scheduled = o2.SendReliable("/synth/noteon", o2.Now + 0.5, 60, 100);

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
    public async Task Time_may_come_from_a_source_of_the_user_s_and_best_effort_messages_wait_for_theirs()
    {
        await using var o2 = await O2Process.StartAsync(Options);
        long start = Stopwatch.GetTimestamp();
        var hit = new TaskCompletionSource<(GlobalTime Time, double Lateness)>(TaskCreationOptions.RunContinuationsAsynchronously);
        o2.AddMethod("/drum/hit", "i", m => hit.TrySetResult((m.Time, m.Lateness)));
        Assert.Equal((GlobalTime.Unknown, SendStatus.NoClock), (o2.Now, o2.Send("/drum/hit", new GlobalTime(1), 38)));

        o2.BecomeClockReference(() => 1000 + Stopwatch.GetElapsedTime(start).TotalSeconds);
        GlobalTime at = o2.Now + 0.5;
        Assert.Equal(SendStatus.Scheduled, o2.Send("/drum/hit", at, 38));

        var (time, lateness) = await hit.Task.WaitAsync(Patience);
        Assert.Equal(at, time);
        Assert.True(lateness >= 0 && o2.Now >= at && o2.LocalNow.Seconds > 0);
    }

    [Fact]
    public async Task A_tap_copies_under_the_name_of_the_tapper_until_it_is_taken_away()
    {
        await using var o2 = await O2Process.StartAsync(Options);
        List<string> heard = [];
        o2.AddService("drum");
        o2.AddMethod("/recorder", null, m => heard.Add(m.ToString()));

        o2.Tap("drum", "recorder");
        o2.Send("/drum/hit", 38);
        Assert.True(o2.Untap("drum", "recorder"));
        o2.Send("/drum/hit", 40);

        Assert.False(o2.Untap("drum", "recorder"));
        Assert.Equal(["/recorder/hit i 38"], heard);
    }

    [Fact]
    public async Task An_actor_that_throws_is_restarted_after_a_pause_and_events_tell_so()
    {
        await using var o2 = await O2Process.StartAsync(Options);
        IAsyncEnumerable<O2Event> events = o2.Events();
        var heard = new TaskCompletionSource<ServiceFailure>(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef critic = o2.ActorSystem.ActorOf(Props.Create(() => new Critic(heard)));
        o2.Subscribe(critic);
        var plucked = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        o2.AddMethod("/hall/heard", "i", m => plucked.TrySetResult(m.Int32(0)));
        o2.AddService("violin", Props.Create<Violin>(), new ServiceOptions { MinBackoff = TimeSpan.FromMilliseconds(1), MaxBackoff = TimeSpan.FromMilliseconds(10) });

        o2.Send("/violin/bow");
        o2.Send("/violin/pluck", 1);

        Assert.Equal("a string broke", (await heard.Task.WaitAsync(Patience)).Exception.Message);
        Assert.Equal(1, await plucked.Task.WaitAsync(Patience));
        o2.Unsubscribe(critic);
        await foreach (O2Event e in events)
        {
            if (e is ServiceRestarted restarted)
            {
                Assert.Equal("violin", restarted.Service);
                break;
            }
        }
    }

    [Fact]
    public async Task Adding_a_service_twice_is_misuse_and_says_so()
    {
        await using var o2 = await O2Process.StartAsync(Options);
        o2.AddService("synth");

        var error = Assert.Throws<ArgumentException>(() => o2.AddService("synth"));

        Assert.Contains("'synth'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_process_says_so()
    {
        var o2 = await O2Process.StartAsync(Options);
        await o2.DisposeAsync();
        await o2.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => o2.Send("/synth/noteon", 60));
    }
}
