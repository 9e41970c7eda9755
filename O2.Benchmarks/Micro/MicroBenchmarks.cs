using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace O2.Benchmarks;

/// <summary>Lets BenchmarkDotNet measure the methods of a class: median of the nanoseconds, and allocated bytes, of each. A method's description is the name of its figures.</summary>
/// <remarks>
/// In this OS process, which is pinned to a core; a process for each method would be started elsewhere. One method after the other, so the ratio to the baseline is that of
/// two moments some seconds apart.
/// </remarks>
internal static class MicroBenchmarks
{
    /// <summary>Measures on a thread of its own: it blocks, and a thread of .NET's pool, on a single core the only one, is needed by the actors.</summary>
    public static Task MeasureAsync<T>(BenchmarkOptions options, FigureList figures) =>
        Task.Factory.StartNew(() => Measure<T>(options, figures), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Measure<T>(BenchmarkOptions options, FigureList figures)
    {
        var log = new AccumulationLogger();   // standard output belongs to the peer's host
        var reports = BenchmarkRunner.Run<T>(ConfigOf(options).AddLogger(log)).Reports;
        string? baseline = reports.SingleOrDefault(report => report.BenchmarkCase.Descriptor.Baseline)?.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo;
        foreach (var report in reports)
        {
            string name = report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo;
            string? other = name == baseline ? null : baseline;
            double nanoseconds = report.ResultStatistics?.Median ?? throw new InvalidOperationException($"{name} could not be measured. {log.GetLog()}");
            figures.Add($"{name}.ns", nanoseconds, other is null ? null : $"{other}.ns");
            figures.Add($"{name}.bytes", report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0, other is null ? null : $"{other}.bytes");
        }
    }

    /// <summary>Many short iterations: their median is not touched by what else runs on this core now and then.</summary>
    private static ManualConfig ConfigOf(BenchmarkOptions options) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(10))
            .WithWarmupCount(options.Scale(100))
            .WithIterationCount(options.Scale(100)))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .WithOptions(ConfigOptions.DisableLogFile)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "O2.Benchmarks"));
}
