using System.Collections.Concurrent;
using O2.Actors;
using O2.Protocol;

namespace O2.Benchmarks;

/// <summary>
/// The shared-memory bridge. <c>message</c>: one of many reliable messages <c>/synth/note if</c> that the process sends to a thread, until the last one
/// was handled there; the thread polls every 50 us, more often than any audio callback. <c>message.spinning</c>: it polls without a pause, and meets each
/// message while the next one is written beside it, so the two processors pass the same memory back and forth. <c>roundtrip</c>: from the thread's send to
/// an inline method of the process that answers, until the thread has handled the answer; both sides look without a pause. Baselines: a
/// <see cref="ConcurrentQueue{T}"/> of numbers, read likewise; two numbers that two threads write in turn.
/// </summary>
/// <remarks>In this process, which may use all cores. Ours and the baseline run in turns, never both at once: each needs two cores.</remarks>
internal sealed class SharedMemory : Measurement
{
    private const int Rounds = 15;
    private const int WarmUps = 4;
    private const int Messages = 200_000;
    private const int RoundTrips = 50_000;
    private const double Pause = 50e-6;
    private static readonly O2Address Ping = O2Address.Get("/echo/ping");

    public override IReadOnlyList<string> Prefixes => ["shm"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        await using var o2 = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = "shm", Network = NetworkScope.Loopback, UseMdns = false });
        o2.AddMethod("/echo/ping", "i", m => o2.SendReliable("/synth/pong", m.Int32(0)));
        using (var bridge = o2.AddSharedMemoryBridge())
        {
            await MeasureInTurnsAsync(options, figures, "shm.message", () => SendAsync(o2, bridge, Pause), () => Task.FromResult(Enqueue(Pause)));
            await MeasureInTurnsAsync(options, figures, "shm.message.spinning", () => SendAsync(o2, bridge, 0), () => Task.FromResult(Enqueue(0)));
        }

        using (var bridge = o2.AddSharedMemoryBridge(TimeSpan.Zero))
            await MeasureInTurnsAsync(options, figures, "shm.roundtrip", () => AskAsync(o2, bridge), () => Task.FromResult(WriteInTurn()));
    }

    /// <param name="options">The options.</param>
    /// <param name="figures">Receives the medians.</param>
    /// <param name="name">The figure's name, without unit.</param>
    /// <param name="ours">Takes a sample, in nanoseconds.</param>
    /// <param name="raw">Likewise, of the baseline.</param>
    private static async Task MeasureInTurnsAsync(BenchmarkOptions options, FigureList figures, string name, Func<Task<double>> ours, Func<Task<double>> raw)
    {
        var samples = await Turns.TakeAsync(WarmUps, options.Scale(Rounds), ours, raw);
        figures.Add($"{name}.ns", Percentiles.Of(samples[0]).P50, $"{name}.raw.ns");
        figures.Add($"{name}.raw.ns", Percentiles.Of(samples[1]).P50);
    }

    private static async Task<double> SendAsync(O2Process o2, SharedMemoryBridge bridge, double pause)
    {
        int handled = 0;
        using var client = await ConnectAsync(o2, bridge);
        client.AddMethod("/synth/note", "if", _ => Volatile.Write(ref handled, handled + 1));
        using var thread = new BusyThread(() =>
        {
            client.Poll();
            Wait(pause);
        });
        return Time(Messages, count =>
        {
            for (int i = 0; i < count; i++)
            {
                while (o2.SendReliable("/synth/note", i, 0.5f) == SendStatus.Blocked)
                    Thread.SpinWait(20);
            }

            WaitFor(ref handled, count);
        });
    }

    private static double Enqueue(double pause)
    {
        int handled = 0;
        var queue = new ConcurrentQueue<long>();
        using var thread = new BusyThread(() =>
        {
            while (queue.TryDequeue(out _))
                Volatile.Write(ref handled, handled + 1);
            Wait(pause);
        });
        return Time(Messages, count =>
        {
            for (int i = 0; i < count; i++)
                queue.Enqueue(i);
            WaitFor(ref handled, count);
        });
    }

    private static async Task<double> AskAsync(O2Process o2, SharedMemoryBridge bridge)
    {
        using var client = await ConnectAsync(o2, bridge);
        client.AddMethod("/synth/pong", "i", _ => { });
        return Time(RoundTrips, count =>
        {
            for (int i = 0; i < count; i++)
            {
                client.SendReliable(Ping, i);
                while (client.Poll() == 0)
                    Thread.SpinWait(1);
            }
        });
    }

    private static double WriteInTurn()
    {
        int asked = 0, answered = 0;
        using var thread = new BusyThread(() => Volatile.Write(ref answered, Volatile.Read(ref asked)));
        return Time(RoundTrips, count =>
        {
            for (int i = 1; i <= count; i++)
            {
                Volatile.Write(ref asked, i);
                WaitFor(ref answered, i);
            }
        });
    }

    private static async Task<SharedMemoryClient> ConnectAsync(O2Process o2, SharedMemoryBridge bridge)
    {
        await o2.WaitUntilAsync(() => o2.Status("synth") == ServiceStatus.Unknown);   // that of the round before
        var client = bridge.Connect();
        client.AddService("synth");
        await o2.WaitUntilAsync(() => o2.Status("synth") != ServiceStatus.Unknown);
        return client;
    }

    private static void Wait(double seconds)
    {
        for (long start = Ticks.Now; Ticks.ToSeconds(Ticks.Now - start) < seconds;)
            Thread.SpinWait(20);
    }

    private static void WaitFor(ref int counter, int value)
    {
        while (Volatile.Read(ref counter) != value)
            Thread.SpinWait(1);
    }

    private static double Time(int count, Action<int> run)
    {
        long start = Ticks.Now;
        run(count);
        return Ticks.ToNanoseconds(Ticks.Now - start) / count;
    }
}
