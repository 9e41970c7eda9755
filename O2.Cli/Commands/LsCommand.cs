using System.CommandLine;

namespace O2.Cli;

/// <summary><c>o2 ls</c>: lists the processes and services of an ensemble, and its clock.</summary>
internal sealed class LsCommand : EnsembleCommand
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.5);

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
        var process = run.Process;
        var last = (Processes: -1, Services: -1);
        var since = process.LocalNow;
        await Waiting.UntilAsync(IsSettled, run.Line.Read(_timeout, DefaultTimeout), cancellation);

        var listing = EnsembleListing.Of(process);
        if (run.WantsJson)
            run.Output.WriteLine(ListingJson.Format(listing));
        else
            ListingText.Write(run.Output, listing);
        return ExitCode.Done;

        bool IsSettled()
        {
            var seen = (process.Processes().Count, process.Services().Count);
            if (seen != last)
                (last, since) = (seen, process.LocalNow);
            return process.ClockState.IsSynchronized && process.LocalNow - since >= Quiet.TotalSeconds;
        }
    }
}
