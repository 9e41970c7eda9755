using System.CommandLine;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary><c>o2 ping</c>: how long a message takes to a process and back, how many get lost, and how well its clock agrees with ours.</summary>
internal sealed class PingCommand : EnsembleCommand
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(1);

    private readonly Argument<string> _target;

    private readonly Option<int?> _count = NumberOption.CreateCount("Stop after this many questions. Default: only Ctrl-C stops.");

    private readonly Option<double?> _interval = SecondsOption.CreateInterval("Ask this often. Default: 1.");

    private readonly Option<double?> _wait = SecondsOption.Create("Count an answer as lost when it takes longer. Default: 1.", 0.001, "--wait", "-w");

    private readonly Option<double?> _timeout = SecondsOption.CreateTimeout("Wait at most this long for the service or process to appear. Default: 5.");

    public PingCommand(CommonOptions common)
        : base("ping", "Measure the round trip to a process, its loss, and how well its clock agrees.", common)
    {
        _target = new Argument<string>("TARGET") { HelpName = "TARGET", Description = "A service, which stands for the process that provides it, or the name of a process, @... ." };
        _target.CompletionSources.Add(new LiveNames(common).Services);
        Add(_target);
        Add(_count);
        Add(_interval);
        Add(_wait);
        Add(_timeout);
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 ping synth --ensemble orchestra", "asks the process of 'synth' every second, until Ctrl-C; then the statistics"),
        ("o2 ping synth --ensemble orchestra --count 100 --interval 0.02", "a hundred questions in two seconds"),
        ("o2 ping @00000000:c0a80107:9c41 --ensemble orchestra --json --count 5", "a process by its name, one JSON object per line"),
    ];

    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        var (process, line) = (run.Process, run.Line);
        var target = line.GetRequiredValue(_target);
        using var pinger = new Pinger(process);
        await ServiceWait.ForAsync(process, target, needsTime: false, line.Read(_timeout, DefaultTimeout), cancellation);
        await AwaitClocksAsync(process, target, cancellation);

        if (!run.WantsJson)
            run.Output.WriteLine($"PING {target} at {ProcessOf(process, target)} in the ensemble '{process.Ensemble}'. Ctrl-C stops.");
        var all = new PingStatistics();
        await Duration.RunForAsync(Timeout.InfiniteTimeSpan, cancellation, stop => AskAsync(run, pinger, target, all, stop));
        if (run.WantsJson)
            run.Output.WriteLine(PingJson.Format(target, all));
        else
            PingText.Write(run.Output, target, all);
        return all.Answered > 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task AskAsync(CommandRun run, Pinger pinger, string target, PingStatistics all, CancellationToken stop)
    {
        var (count, wait) = (run.Line.GetValue(_count), run.Line.Read(_wait, DefaultWait));
        var provider = ProcessOf(run.Process, target);
        if (provider is not null)
            await pinger.AskAsync(provider, wait, stop); // not counted: it pays for the compilation of our own code
        using var timer = new PeriodicTimer(run.Line.Read(_interval, DefaultInterval));
        for (var number = 1; ; number++)
        {
            var now = ProcessOf(run.Process, target);
            if (now != provider && !run.WantsJson)
                run.Output.WriteLine(now is null ? $"{target} is gone" : $"{target} is at {now} now");
            provider = now;

            var answer = provider is null ? null : await pinger.AskAsync(provider, wait, stop);
            all.Add(answer);
            run.Output.WriteLine(run.WantsJson ? PingJson.Format(number, answer) : PingText.Format(number, answer));
            if (number == count)
                return;
            await timer.WaitForNextTickAsync(stop);
        }
    }

    /// <summary>Where there is a clock reference, our clock and theirs will agree in a moment.</summary>
    private static async Task AwaitClocksAsync(O2Process process, string target, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(DefaultTimeout);
        try
        {
            await process.WaitUntilAsync(() => process.Status(ServiceName.Clock) < 0 || process.Status(target) >= ServiceStatus.Local, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // the clocks cannot be compared; the round trip can
        }
    }

    private static ProcessName? ProcessOf(O2Process process, string target)
    {
        var name = process.Services().FirstOrDefault(row => row.Service == target && row.Tapper is null)?.Process;
        return ProcessName.TryParse(name, out var found) ? found : null;
    }
}
