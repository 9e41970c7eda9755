using System.CommandLine;
using System.Net;
using O2.Actors;

namespace O2.Cli;

/// <summary>The options that every command understands: which ensemble, over which network, and how to print.</summary>
internal sealed class CommonOptions
{
    /// <summary>Names the ensemble where <c>--ensemble</c> is not given.</summary>
    public const string EnsembleVariable = "O2_ENSEMBLE";

    private readonly Option<string?> _ensemble = new("--ensemble", "-e")
    {
        Description = $"The ensemble to join. Default: what the environment variable {EnsembleVariable} says.",
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
        root.Add(_json);
    }

    public bool WantsJson(ParseResult line) => line.GetValue(_json);

    /// <exception cref="UserErrorException">No ensemble was named; the message tells which ones there are.</exception>
    public async Task RequireEnsembleAsync(ParseResult line)
    {
        if (EnsembleName(line) is not null)
            return;
        var found = await EnsembleFinder.FindAsync(line.GetValue(_interface));
        var hint = found.Count == 0 ? "" : $" On this network there is {string.Join(", ", found.Select(name => $"'{name}'"))}.";
        throw new UserErrorException($"Which ensemble? Say --ensemble NAME, or set {EnsembleVariable}.{hint}");
    }

    /// <exception cref="UserErrorException">An option is missing or wrong.</exception>
    public O2ProcessOptions ReadProcessOptions(ParseResult line)
    {
        var chosen = line.GetValue(_interface) is { } name ? NetworkInterfaceChoice.Parse(name) : null;
        return new O2ProcessOptions
        {
            Ensemble = EnsembleName(line) ?? throw new UserErrorException("Which ensemble?"),
            Interface = chosen,
            Network = chosen is not null && IPAddress.IsLoopback(chosen) ? NetworkScope.Loopback : NetworkScope.LocalNetwork,
            Peers = [.. (line.GetValue(_peers) ?? []).Select(ParsePeer)],
        };
    }

    private string? EnsembleName(ParseResult line)
    {
        var name = line.GetValue(_ensemble) ?? Environment.GetEnvironmentVariable(EnsembleVariable);
        return string.IsNullOrEmpty(name) ? null : name;
    }

    private static IPEndPoint ParsePeer(string text) =>
        IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal), out var peer) && peer.Port != 0
            ? peer
            : throw new UserErrorException($"--peer {text}: write the address and the port of the process, for example 192.168.1.7:40000.");
}
