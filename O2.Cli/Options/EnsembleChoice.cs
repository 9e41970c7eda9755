using System.Net;
using O2.Actors;

namespace O2.Cli;

/// <summary>Which ensemble a user means, and the way to it.</summary>
/// <param name="Ensemble">Its name; null for what the environment says.</param>
/// <param name="Interface">The network interface, by name or address; null for all.</param>
/// <param name="Peers">Processes to connect to, as <c>address:port</c>.</param>
/// <param name="Hub">The process to use as hub, as <c>host:port</c>; null for none.</param>
internal sealed record EnsembleChoice(string? Ensemble, string? Interface, IReadOnlyList<string> Peers, string? Hub)
{
    /// <summary>Names the ensemble where nothing else does.</summary>
    public const string Variable = "O2_ENSEMBLE";

    /// <summary>The broker to meet others at; null for none.</summary>
    public MqttOptions? Mqtt { get; init; }

    /// <summary>The name that counts; null when there is none.</summary>
    public string? Name => NullIfEmpty(Ensemble) ?? NullIfEmpty(Environment.GetEnvironmentVariable(Variable));

    /// <summary>This choice, and where it says nothing, another one.</summary>
    public EnsembleChoice Or(EnsembleChoice other) =>
        new(NullIfEmpty(Ensemble) ?? other.Ensemble, Interface ?? other.Interface, Peers.Count > 0 ? Peers : other.Peers, Hub ?? other.Hub) { Mqtt = Mqtt ?? other.Mqtt };

    /// <param name="widest">How far to reach, unless the interface is that of this machine only; null for the local network, or the wide area when there is a broker.</param>
    /// <exception cref="UserErrorException">No ensemble was named, and the message tells which ones there are; or another part is wrong.</exception>
    public async Task<O2ProcessOptions> ResolveAsync(NetworkScope? widest = null)
    {
        if (Name is not { } name)
        {
            var found = await EnsembleFinder.FindAsync(Interface);
            var hint = found.Count == 0 ? "" : $" On this network there is {string.Join(", ", found.Select(known => $"'{known}'"))}.";
            throw new UserErrorException($"Which ensemble? Say --ensemble NAME, or set {Variable}.{hint}");
        }

        var chosen = Interface is null ? null : NetworkInterfaceChoice.Parse(Interface);
        return new O2ProcessOptions
        {
            Ensemble = name,
            Interface = chosen,
            Network = chosen is not null && IPAddress.IsLoopback(chosen) ? NetworkScope.Loopback : widest ?? (Mqtt is null ? NetworkScope.LocalNetwork : NetworkScope.WideArea),
            Mqtt = Mqtt,
            Peers = [.. Peers.Select(ParsePeer)],
            Hub = Hub is null ? null : ParseHub(Hub),
        };
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static IPEndPoint ParsePeer(string text) =>
        IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal), out var peer) && peer.Port != 0
            ? peer
            : throw new UserErrorException($"--peer {text}: write the address and the port of the process, for example 192.168.1.7:40000.");

    private static DnsEndPoint ParseHub(string text) =>
        HostAndPort.TryParse(text) ?? throw new UserErrorException($"--hub {text}: write the host and the TCP port of the process, for example hub.example.org:40000.");
}
