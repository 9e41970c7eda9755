using System.CommandLine;

namespace O2.Cli;

/// <summary>The options that every command understands: which ensemble, over which network, and how to print.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string?> _ensemble = new("--ensemble", "-e")
    {
        Description = $"The ensemble to join. Default: what the environment variable {EnsembleChoice.Variable} says.",
        HelpName = "NAME",
        Recursive = true,
    };

    private readonly Option<string?> _interface = new("--interface")
    {
        Description = "The network interface to use, by name or address, for example lo, eth0 or 192.168.1.7. Default: all.",
        HelpName = "INTERFACE",
        Recursive = true,
    };

    private readonly Option<string[]> _peers = new("--peer")
    {
        Description = "A process to connect to where multicast does not get through. May be given several times.",
        HelpName = "ADDRESS:PORT",
        Recursive = true,
    };

    private readonly Option<string?> _hub = new("--hub")
    {
        Description = "A process to use as hub: it introduces this one to all others that it knows.",
        HelpName = "HOST:PORT",
        Recursive = true,
    };

    private readonly Option<string?> _mqtt = new("--mqtt")
    {
        Description = $"An MQTT broker at which processes of other networks are met; tls:// before it for TLS. {BrokerAddress.UserVariable} and {BrokerAddress.PasswordVariable} let you in. The public address is asked for, too.",
        HelpName = "HOST[:PORT]",
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print JSON for programs instead of text for people.",
        Recursive = true,
    };

    public void AddTo(Command root)
    {
        _ensemble.CompletionSources.Add(context => EnsembleFinder.Complete(context.ParseResult.GetValue(_interface)));
        root.Add(_ensemble);
        root.Add(_interface);
        root.Add(_peers);
        root.Add(_hub);
        root.Add(_mqtt);
        root.Add(_json);
    }

    public bool WantsJson(ParseResult line) => line.GetValue(_json);

    public EnsembleChoice Read(ParseResult line) => new(line.GetValue(_ensemble), line.GetValue(_interface), line.GetValue(_peers) ?? [], line.GetValue(_hub))
    {
        Mqtt = line.GetValue(_mqtt) is { } broker ? BrokerAddress.Parse(broker) : null,
    };
}
