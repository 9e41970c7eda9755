using O2.Actors;

namespace O2.Benchmarks;

/// <summary>
/// With 100,000 messages waiting at random times: sending one more (<c>enqueue</c>), and handing over each of these, until its inline handler has
/// run (<c>dispatch</c>). Baseline: .NET's priority queue, which keeps no order among equals, checks no clock and calls nothing.
/// </summary>
internal static class Schedule
{
    private const int Waiting = 100_000;
    private const int Rounds = 9;
    private const int WarmUps = 5;
    private const double Soon = 0.4;
    private const double Window = 0.001;

    /// <summary>The timer's thread has real-time priority: on its core the compiler gets on only while nothing is dispatched.</summary>
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(200);

    public static async Task MeasureAsync(BenchmarkOptions options, FigureList figures)
    {
        var samples = new Dictionary<string, List<double>>();
        for (int round = -options.Scale(WarmUps); round < options.Scale(Rounds); round++)
        {
            var once = new FigureList();
            await MeasureOnceAsync(once);
            await Task.Delay(CompilerPause);
            foreach (var figure in round < 0 ? [] : once.All)
                (samples.TryGetValue(figure.Name, out var list) ? list : samples[figure.Name] = []).Add(figure.Value);
        }

        foreach (string what in (string[])["enqueue", "dispatch"])
        {
            figures.Add($"schedule.{what}.ns", Percentiles.Of(samples[what]).P50, $"schedule.{what}.raw.ns");
            figures.Add($"schedule.{what}.raw.ns", Percentiles.Of(samples[what + ".raw"]).P50);
        }
    }

    private static async Task MeasureOnceAsync(FigureList figures)
    {
        var random = new Random(1);
        double[] offsets = [.. Enumerable.Range(0, 2 * Waiting).Select(_ => random.NextDouble())];
        await MeasureEnqueueAsync(offsets, figures);
        await MeasureDispatchAsync(offsets, figures);
        MeasureQueue(offsets, figures);
    }

    private static async Task<O2Process> StartAsync()
    {
        var o2 = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = "schedule", Network = NetworkScope.Loopback, UseMdns = false });
        o2.BecomeClockReference();
        return o2;
    }

    private static async Task MeasureEnqueueAsync(double[] offsets, FigureList figures)
    {
        await using var o2 = await StartAsync();
        o2.AddMethod("/note/later", "i", _ => { });

        for (int i = 0; i < Waiting; i++)
            o2.Send("/note/later", o2.Now + (3600 + offsets[i]), i);
        var due = o2.Now + 3600;
        long start = Ticks.Now;
        for (int i = Waiting; i < offsets.Length; i++)
            o2.Send("/note/later", due + offsets[i], i);
        figures.Add("enqueue", Ticks.ToNanoseconds(Ticks.Now - start) / Waiting);
    }

    private static async Task MeasureDispatchAsync(double[] offsets, FigureList figures)
    {
        await using var o2 = await StartAsync();
        var arrivals = new Tally();
        o2.AddMethod("/note/on", "i", _ => arrivals.Add(1));
        var due = o2.Now + Soon;
        for (int i = 0; i < Waiting; i++)
            o2.Send("/note/on", due + offsets[i] * Window, i);
        var arrived = await arrivals.WaitAsync(Waiting, TimeSpan.FromSeconds(Soon));
        figures.Add("dispatch", Ticks.ToNanoseconds(arrived.Last - arrived.First) / (Waiting - 1));
    }

    private static void MeasureQueue(double[] offsets, FigureList figures)
    {
        var queue = new PriorityQueue<object, double>();
        for (int i = 0; i < Waiting; i++)
            queue.Enqueue(offsets, offsets[i]);
        long start = Ticks.Now;
        for (int i = Waiting; i < offsets.Length; i++)
            queue.Enqueue(offsets, offsets[i]);
        figures.Add("enqueue.raw", Ticks.ToNanoseconds(Ticks.Now - start) / Waiting);
        while (queue.Count > Waiting)
            queue.Dequeue();
        start = Ticks.Now;
        for (int i = 0; i < Waiting; i++)
            queue.Dequeue();
        figures.Add("dispatch.raw", Ticks.ToNanoseconds(Ticks.Now - start) / Waiting);
    }
}
