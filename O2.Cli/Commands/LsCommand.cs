using System.CommandLine;

namespace O2.Cli;

/// <summary><c>o2 ls</c>: lists the processes and services of an ensemble, and its clock.</summary>
internal sealed class LsCommand : EnsembleCommand
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);

    private readonly Option<bool> _watch = new("--watch", "-w") { Description = "Go on, and show each change, until Ctrl-C or --timeout." };

    private readonly Option<double?> _timeout = SecondsOption.CreateTimeout(
        "Look for at most this long. It ends earlier when the clock is known and nothing new appears. Default: 3.");

    public LsCommand(CommonOptions common)
        : base("ls", "List the processes and services of an ensemble, and its clock.", common)
    {
        Add(_watch);
        Add(_timeout);
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 ls --ensemble orchestra", "shows who plays"),
        ("o2 ls --watch --ensemble orchestra", "goes on showing it, with every change"),
        ("o2 ls --ensemble orchestra --json | jq -r '.services[].name'", "hands the names of the services to a script"),
    ];

    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        if (run.Line.GetValue(_watch))
        {
            await Duration.RunForAsync(run.Line.Read(_timeout, Timeout.InfiniteTimeSpan), cancellation, stop => WatchAsync(run, stop));
            return ExitCode.Done;
        }

        await Settling.WaitAsync(run.Process, Quiet, run.Line.Read(_timeout, DefaultTimeout), needsClock: true, cancellation);
        Print(run, EnsembleListing.Of(run.Process));
        return ExitCode.Done;
    }

    private static async Task WatchAsync(CommandRun run, CancellationToken stop)
    {
        if (!run.WantsJson && LiveScreen.Fits(run.Output))
        {
            await LiveScreen.ShowAsync(() => ListingView.Of(EnsembleListing.Of(run.Process), run.Process.Now), Redraw, stop);
            return;
        }

        string? shown = null;
        using var timer = new PeriodicTimer(Redraw);
        do
        {
            var listing = EnsembleListing.Of(run.Process);
            if (listing.Membership == shown)
                continue;
            if (shown is not null && !run.WantsJson)
                run.Output.WriteLine();
            Print(run, listing);
            shown = listing.Membership;
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private static void Print(CommandRun run, EnsembleListing listing)
    {
        if (run.WantsJson)
            run.Output.WriteLine(JsonLine.Format(listing));
        else
            ListingText.Write(run.Output, listing);
    }
}
