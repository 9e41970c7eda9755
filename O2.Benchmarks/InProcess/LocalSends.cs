using System.Threading.Channels;
using Akka.Actor;
using O2.Actors;

namespace O2.Benchmarks;

/// <summary>
/// A send within a process until its handler has run: inline, and by an actor (a thousand sends, then the wait until the last was handled).
/// Baselines: a delegate found in a dictionary by its name; a channel read by a task.
/// </summary>
internal static class LocalSends
{
    private const int Burst = 1000;

    public static async Task MeasureAsync(BenchmarkOptions options, FigureList figures)
    {
        await using var o2 = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = "local", Network = NetworkScope.Loopback, UseMdns = false });
        var handled = new Countdown();
        float level = 0;
        o2.AddMethod("/meter/level", "f", m => level = m.Single(0));
        o2.AddService("synth", Props.Create(() => new Synth(handled)));
        var handlers = new Dictionary<string, Action<float>> { ["/meter/level"] = value => level = value };
        var channel = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
        var reader = Task.Run(async () =>
        {
            await foreach (object _ in channel.Reader.ReadAllAsync())
                handled.Signal();
        });

        await Micro.MeasureAsync(
            options,
            figures,
            new MicroCase("local.inline", count =>
            {
                for (int i = 0; i < count; i++)
                    o2.Send("/meter/level", 0.5f);
            }, "local.inline.raw"),
            new MicroCase("local.inline.raw", count =>
            {
                for (int i = 0; i < count; i++)
                    handlers["/meter/level"](0.5f);
            }),
            new MicroCase("local.actor", InBursts(handled, () => o2.Send("/synth/noteon", 60)), "local.actor.raw"),
            new MicroCase("local.actor.raw", InBursts(handled, () => channel.Writer.TryWrite(new object()))));
        channel.Writer.Complete();
        await reader;
    }

    private static Action<int> InBursts(Countdown handled, Action send) => count =>
    {
        for (int sent = 0; sent < count;)
        {
            int burst = Math.Min(Burst, count - sent);
            handled.Expect(burst);
            for (int i = 0; i < burst; i++)
                send();
            handled.Wait();
            sent += burst;
        }
    };

    private sealed class Synth : O2ServiceActor
    {
        public Synth(Countdown handled) => Method("/noteon", "i", _ => handled.Signal());
    }
}
