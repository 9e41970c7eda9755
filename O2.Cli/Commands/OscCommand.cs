namespace O2.Cli;

/// <summary><c>o2 osc</c>: lets OSC programs send to an ensemble, and receive from it.</summary>
internal sealed class OscCommand : CliCommand
{
    public OscCommand(CommonOptions common)
        : base("osc", "Let OSC programs send to a service, or be one.")
    {
        Add(new OscInCommand(common));
        Add(new OscOutCommand(common));
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 osc in --service synth --port 8000 -e orchestra", "what OSC programs send to UDP port 8000 is for the service 'synth'"),
        ("o2 osc out --service soundcool --to 192.168.1.20:9000 -e orchestra", "what is sent to 'soundcool' goes to an OSC program"),
    ];
}
