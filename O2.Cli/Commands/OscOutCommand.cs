using System.CommandLine;
using System.Net;
using System.Text.Json;
using O2.Actors;
using O2.Protocol.Osc;

namespace O2.Cli;

/// <summary><c>o2 osc out</c>: what is sent to a service goes to an OSC program.</summary>
internal sealed class OscOutCommand : EnsembleCommand
{
    private readonly Option<string> _service = ServiceOption.Create("--service", "The service to offer.");

    private readonly Option<DnsEndPoint?> _to = new("--to")
    {
        Description = "Where the OSC program listens.",
        HelpName = "HOST:PORT",
        Required = true,
        CustomParser = result =>
        {
            if (HostAndPort.TryParse(result.Tokens[0].Value) is { } target)
                return target;
            result.AddError("--to takes a host and a port, for example localhost:9000.");
            return null;
        },
    };

    private readonly Option<bool> _tcp = new("--tcp") { Description = "Send by TCP instead of UDP; connects again by itself." };

    private readonly Option<bool> _slip = new("--slip") { Description = "With --tcp: frame packets by SLIP (OSC 1.1) instead of a length prefix." };

    private readonly Option<double?> _timeout = SecondsOption.CreateTimeout("Stop after this long. Default: only Ctrl-C stops.");

    public OscOutCommand(CommonOptions common)
        : base("out", "Let an OSC program be a service.", common)
    {
        _service.Required = true;
        foreach (Option option in (Option[])[_service, _to, _tcp, _slip, _timeout])
            Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(_slip) && !result.GetValue(_tcp))
                result.AddError("--slip needs --tcp: a datagram is a packet by itself.");
        });
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 osc out --service soundcool --to 192.168.1.20:9000 -e orchestra", "a synth on another computer is the service 'soundcool', by UDP"),
        ("o2 osc out --service desk --to mixer.local:10023 --tcp -e orchestra", "by TCP, also after the mixer was switched off and on"),
    ];

    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        var (process, line) = (run.Process, run.Line);
        var (service, to) = (line.GetRequiredValue(_service), line.GetValue(_to)!);
        using var delegation = process.DelegateToOsc(service, to.Host, to.Port, new OscDelegateOptions
        {
            Transport = line.GetValue(_tcp) ? OscTransport.Tcp : OscTransport.Udp,
            Framing = line.GetValue(_slip) ? OscFraming.Slip : OscFraming.LengthPrefix,
        });
        if (run.WantsJson)
            run.Output.WriteLine(JsonSerializer.Serialize(new { service, host = to.Host, port = to.Port, transport = EnsembleListing.Word(delegation.Transport) }));
        else
            run.Error.WriteLine($"What is sent to '{service}' in the ensemble '{process.Ensemble}' goes to {to.Host}:{to.Port} by {EnsembleListing.Word(delegation.Transport).ToUpperInvariant()}. Ctrl-C stops.");

        await Duration.RunForAsync(line.Read(_timeout, Timeout.InfiniteTimeSpan), cancellation, stop => Task.Delay(Timeout.Infinite, stop));
        if (!run.WantsJson)
            run.Error.WriteLine($"Packets: {delegation.Sent} sent.");
        return ExitCode.Done;
    }
}
