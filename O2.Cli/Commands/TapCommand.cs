using System.CommandLine;
using System.Threading.Channels;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary><c>o2 tap</c>: prints every message that a service gets, until Ctrl-C.</summary>
internal sealed class TapCommand : EnsembleCommand
{
    private readonly Argument<string> _service = new("SERVICE") { Description = "The service to listen to. It may come later, and come and go." };

    private readonly Option<double?> _timeout = TimeoutOption.Create("Stop after this long. Default: only Ctrl-C stops.");

    public TapCommand(CommonOptions common)
        : base("tap", "Print every message that a service gets: when, how late, address, types, arguments.", common)
    {
        Add(_service);
        Add(_timeout);
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 tap synth --ensemble orchestra", "prints what is played on the service 'synth', until Ctrl-C"),
        ("o2 tap synth --ensemble orchestra --json --timeout 10 > notes.jsonl", "records ten seconds, one JSON object per line"),
    ];

    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        var process = run.Process;
        var service = run.Line.GetRequiredValue(_service);
        var lines = Channel.CreateUnbounded<string>(); // the handler must not wait for a terminal
        using var tap = process.Tap(service, message => lines.Writer.TryWrite(Show(message, service, process, run.WantsJson)));
        if (!run.WantsJson)
            run.Error.WriteLine($"Listening to '{service}' in the ensemble '{process.Ensemble}'. Ctrl-C stops.");

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(run.Line.Read(_timeout, Timeout.InfiniteTimeSpan));
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(stop.Token))
                run.Output.WriteLine(line);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C and --timeout are the two ways to end
        }

        return ExitCode.Done;
    }

    private static string Show(in O2MessageView message, string service, O2Process process, bool json)
    {
        var delivered = process.Now;
        var copy = message.ToMessage();
        var original = copy.IsBundle ? copy : copy.With(address: copy.Address.WithService(service)); // the copy names our end of the tap
        var view = original.AsView(message.Lateness);
        return json ? MessageJson.FormatDelivered(view, delivered) : MessageLine.Format(view, delivered);
    }
}
