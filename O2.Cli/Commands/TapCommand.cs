using System.CommandLine;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary><c>o2 tap</c>: prints every message that a service gets, until Ctrl-C.</summary>
internal sealed class TapCommand : EnsembleCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Argument<string> _service;

    private readonly Option<int?> _count = NumberOption.CreateCount("Stop after this many messages.");

    private readonly Option<double?> _timeout = SecondsOption.CreateTimeout("Stop after this long. Default: only Ctrl-C stops.");

    public TapCommand(CommonOptions common)
        : base("tap", "Print every message that a service gets: when, how late, address, types, arguments.", common)
    {
        _service = new Argument<string>("SERVICE") { HelpName = "SERVICE", Description = "The service to listen to. It may come later, and come and go." };
        _service.CompletionSources.Add(new LiveNames(common).Services);
        Add(_service);
        Add(_count);
        Add(_timeout);
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 tap synth --ensemble orchestra", "prints what is played on the service 'synth', until Ctrl-C"),
        ("o2 tap synth --ensemble orchestra --json --timeout 10 > notes.jsonl", "records ten seconds, one JSON object per line"),
        ("o2 tap synth --ensemble orchestra --count 1", "waits for one message"),
    ];

    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        var process = run.Process;
        var service = run.Line.GetRequiredValue(_service);
        var log = new MessageLog(run);
        using var tap = process.Tap(service, message => Show(message, service, log));
        if (!run.WantsJson)
            run.Error.WriteLine($"Listening to '{service}' in the ensemble '{process.Ensemble}'. Ctrl-C stops.");

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var search = NoteAbsenceAsync(process, service, log, end.Token);
        await log.PrintAsync(run.Line.GetValue(_count), run.Line.Read(_timeout, Timeout.InfiniteTimeSpan), cancellation);
        await end.CancelAsync();
        await search;
        return ExitCode.Done;
    }

    private static void Show(in O2MessageView message, string service, MessageLog log)
    {
        var copy = message.ToMessage();
        var original = copy.IsBundle ? copy : copy.With(address: copy.Address.WithService(service)); // the copy names our end of the tap
        log.Add(original.AsView(message.Lateness));
    }

    /// <summary>A tap waits for its service for ever; somebody who mistyped the name should hear of it all the same.</summary>
    private static async Task NoteAbsenceAsync(O2Process process, string service, MessageLog log, CancellationToken end)
    {
        try
        {
            await ServiceWait.ForAsync(process, service, needsTime: false, Patience, end);
        }
        catch (UserErrorException e)
        {
            log.Note($"Still waiting: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            // the command ended before
        }
    }
}
