using System.Diagnostics;
using O2.Actors;

namespace O2.Benchmarks;

/// <summary>
/// A hundred timed messages a second: by how much after their time the (inline) handler runs, and what share of a core the whole OS process
/// uses. Baseline: a thread that waits by <see cref="Thread.Sleep(TimeSpan)"/>. Seconds of both take turns.
/// </summary>
internal static class TimerLateness
{
    private const int Segments = 12;
    private const int PerSegment = 100;
    private const double Interval = 0.01;

    public static async Task MeasureAsync(BenchmarkOptions options, FigureList figures)
    {
        await using var o2 = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = "timer", Network = NetworkScope.Loopback, UseMdns = false });
        o2.BecomeClockReference();
        var (late, rawLate) = (new List<double>(), new List<double>());
        o2.AddMethod("/note/on", "", m => late.Add((o2.Now - m.Time) * 1e6));
        double cpuSeconds = 0, seconds = 0;
        for (int segment = 0; segment <= (options.IsQuick ? 2 : Segments); segment++)
        {
            if (segment == 1)
            {
                (cpuSeconds, seconds) = (0, 0); // the first one has warmed up
                late.Clear();
                rawLate.Clear();
            }

            Sleep(rawLate);
            long start = Ticks.Now;
            var cpu = CpuTime;
            await PlayAsync(o2);
            cpuSeconds += (CpuTime - cpu).TotalSeconds;
            seconds += Ticks.ToSeconds(Ticks.Now - start);
        }

        figures.AddPercentiles("timer.late", late, "timer.late.raw");
        figures.AddPercentiles("timer.late.raw", rawLate);
        figures.Add("timer.cpu_percent", 100 * cpuSeconds / seconds);
    }

    private static TimeSpan CpuTime
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return self.TotalProcessorTime;
        }
    }

    /// <summary>Sends a segment's messages ahead, and waits until they are over.</summary>
    private static async Task PlayAsync(O2Process o2)
    {
        var first = o2.Now + Interval;
        for (int i = 0; i < PerSegment; i++)
            o2.Send("/note/on", first + i * Interval);
        await Task.Delay(TimeSpan.FromSeconds((PerSegment + 2) * Interval));
    }

    private static void Sleep(List<double> late)
    {
        long first = Ticks.Now;
        for (int i = 1; i <= PerSegment; i++)
        {
            double left = i * Interval - Ticks.ToSeconds(Ticks.Now - first);
            if (left > 0)
                Thread.Sleep(TimeSpan.FromSeconds(left));
            double over = Ticks.ToSeconds(Ticks.Now - first) - i * Interval;
            late.Add(Math.Abs(over) * 1e6); // milliseconds are what it counts: it also wakes early
        }
    }
}
