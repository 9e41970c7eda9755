using System.CommandLine;
using O2.Actors;

namespace O2.Cli;

/// <summary><c>o2 ls</c>: lists the processes and services of an ensemble, and its clock.</summary>
internal sealed class LsCommand : EnsembleCommand
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Option<double?> _timeout = TimeoutOption.Create("Look for at most this long. It ends earlier when the clock is known and nothing new appears. Default: 3.");

    public LsCommand(CommonOptions common)
        : base("ls", "List the processes and services of an ensemble, and its clock.", common) => Add(_timeout);

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 ls --ensemble orchestra", "shows who plays"),
        ("o2 ls --ensemble orchestra --json | jq -r '.services[].name'", "hands the names of the services to a script"),
    ];

    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        await WaitUntilSettledAsync(run.Process, run.Line.Read(_timeout, DefaultTimeout), cancellation);
        var listing = EnsembleListing.Of(run.Process);
        if (run.WantsJson)
            run.Output.WriteLine(ListingJson.Format(listing));
        else
            ListingText.Write(run.Output, listing);
        return ExitCode.Done;
    }

    private static async Task WaitUntilSettledAsync(O2Process process, TimeSpan limit, CancellationToken cancellation)
    {
        var start = process.LocalNow;
        var seen = (Processes: 0, Services: 0);
        var since = start;
        using var timer = new PeriodicTimer(Interval);
        do
        {
            var now = (process.Processes().Count, process.Services().Count);
            if (now != seen)
                (seen, since) = (now, process.LocalNow);
            if (process.ClockState.IsSynchronized && process.LocalNow - since >= Quiet.TotalSeconds)
                return;
            await timer.WaitForNextTickAsync(cancellation);
        }
        while (process.LocalNow - start < limit.TotalSeconds);
    }
}
