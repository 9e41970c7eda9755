using System.CommandLine;

namespace O2.Cli;

/// <summary><c>o2 clock</c>: who keeps the ensemble's clock, and how well it is followed.</summary>
internal sealed class ClockCommand : EnsembleCommand
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.5);

    private readonly Option<int?> _count = NumberOption.CreateCount("Look this many times. Default: only Ctrl-C stops.");

    private readonly Option<double?> _interval = SecondsOption.CreateInterval("Look this often. Default: 1.");

    private readonly Option<double?> _timeout = SecondsOption.CreateTimeout("Wait at most this long for the ensemble's time before the first look. Default: 3.");

    public ClockCommand(CommonOptions common)
        : base("clock", "Show who keeps the ensemble's clock, and how well the processes follow it.", common)
    {
        Add(_count);
        Add(_interval);
        Add(_timeout);
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 clock --ensemble orchestra", "goes on showing reference, offset, round trip and drift"),
        ("o2 clock --ensemble orchestra --count 1", "looks once"),
        ("o2 clock --ensemble orchestra --json --interval 10 > clock.jsonl", "keeps a record, one JSON object per line"),
    ];

    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        using var pinger = new Pinger(run.Process);
        await Duration.RunForAsync(Timeout.InfiniteTimeSpan, cancellation, stop => ShowAsync(run, pinger, stop));
        return ExitCode.Done;
    }

    private async Task ShowAsync(CommandRun run, Pinger pinger, CancellationToken stop)
    {
        var (process, line) = (run.Process, run.Line);
        var (count, interval) = (line.GetValue(_count), line.Read(_interval, DefaultInterval));
        await Settling.WaitAsync(process, Quiet, line.Read(_timeout, DefaultTimeout), needsClock: true, stop);
        await ClockReport.TakeAsync(process, pinger, stop); // not shown: it pays for the compilation of our own code
        if (count is null && !run.WantsJson && LiveScreen.Fits(run.Output))
        {
            await LiveScreen.ShowAsync(async () => ClockView.Of(await ClockReport.TakeAsync(process, pinger, stop)), interval, stop);
            return;
        }

        using var timer = new PeriodicTimer(interval);
        for (var looks = 1; ; looks++)
        {
            var report = await ClockReport.TakeAsync(process, pinger, stop);
            run.Output.WriteLine(run.WantsJson ? JsonLine.Format(report) : ClockText.Line(report));
            if (looks == count)
                return;
            await timer.WaitForNextTickAsync(stop);
        }
    }
}
