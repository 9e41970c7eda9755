using System.CommandLine;
using System.Text.Json;
using O2.Actors;

namespace O2.Cli;

/// <summary><c>o2 osc in</c>: what OSC programs send to a port is for a service.</summary>
internal sealed class OscInCommand : EnsembleCommand
{
    private readonly Option<string> _service = ServiceOption.Create("--service", "The service that gets the messages. It need not exist yet, and may be that of another process.");

    private readonly Option<int?> _port = NumberOption.Create("The port to listen at; 0 lets the system choose.", "PORT", 0, 65535, "--port");

    private readonly Option<bool> _tcp = new("--tcp") { Description = "Listen for TCP connections instead of UDP. Length prefix and SLIP are told apart." };

    private readonly Option<bool> _print = new("--print") { Description = "Offer the service, too, and print what arrives for it." };

    private readonly Option<int?> _count = NumberOption.CreateCount("With --print: stop after this many messages.");

    private readonly Option<double?> _timeout = SecondsOption.CreateTimeout("Stop after this long. Default: only Ctrl-C stops.");

    public OscInCommand(CommonOptions common)
        : base("in", "Let OSC programs send to a service.", common)
    {
        _service.Required = true;
        _port.Required = true;
        foreach (Option option in (Option[])[_service, _port, _tcp, _print, _count, _timeout])
            Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(_count) is not null && !result.GetValue(_print))
                result.AddError("--count needs --print: it counts what is printed.");
        });
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 osc in --service synth --port 8000 -e orchestra", "a phone app that sends to UDP port 8000 of this computer plays 'synth'"),
        ("o2 osc in --service touch --port 8000 --print -e orchestra", "shows what a phone app sends"),
        ("o2 osc in --service synth --port 0 --tcp --json -e orchestra", "tells a program which port the system chose"),
    ];

    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        var (process, line) = (run.Process, run.Line);
        var (service, limit) = (line.GetRequiredValue(_service), line.Read(_timeout, Timeout.InfiniteTimeSpan));
        var log = new MessageLog(run);
        if (line.GetValue(_print))
            process.AddMethod($"/{service}", null, message => log.Add(message));
        var options = new OscPortOptions { Transport = line.GetValue(_tcp) ? OscTransport.Tcp : OscTransport.Udp };
        using var port = process.AddOscPort(service, line.GetValue(_port)!.Value, options);
        if (run.WantsJson)
            run.Output.WriteLine(JsonSerializer.Serialize(new { service, port = port.Port, transport = EnsembleListing.Word(port.Transport) }));
        else
            run.Error.WriteLine($"OSC packets to {EnsembleListing.Word(port.Transport).ToUpperInvariant()} port {port.Port} are for '{service}' in the ensemble '{process.Ensemble}'. Ctrl-C stops.");

        if (line.GetValue(_print))
            await log.PrintAsync(line.GetValue(_count), limit, cancellation);
        else
            await Duration.RunForAsync(limit, cancellation, stop => Task.Delay(Timeout.Infinite, stop));
        if (!run.WantsJson)
            run.Error.WriteLine($"Packets: {port.Received} taken, {port.Refused} dropped.");
        return ExitCode.Done;
    }
}
