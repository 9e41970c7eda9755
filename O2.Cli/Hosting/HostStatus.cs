using System.Text.Json.Serialization;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary>What <c>o2 host</c> shows of itself; the names are those of its JSON.</summary>
/// <param name="TimeSeconds">The ensemble's time; null while it is not known.</param>
/// <param name="Ports">The ports of its process, and of its web server.</param>
/// <param name="IsReference">Whether this host keeps the clock.</param>
/// <param name="Bridges">Its parts, with their clients.</param>
/// <param name="Broker">Where processes of other networks are met; null for no broker.</param>
/// <param name="Listing">What <c>o2 ls</c> would show.</param>
internal sealed record HostStatus(
    [property: JsonPropertyName("time_s")] double? TimeSeconds, bool IsReference, HostPorts Ports, IReadOnlyList<BridgeRow> Bridges, BrokerRow? Broker, EnsembleListing Listing)
{
    public static HostStatus Of(O2Process process, HostParts parts) => new(
        process.Now < GlobalTime.Immediately ? null : process.Now.Seconds,
        process.ClockState.IsReference,
        HostPorts.Of(process, parts),
        [.. parts.All.Select(BridgeRow.Of)],
        BrokerRow.Of(process),
        EnsembleListing.Of(process));

    /// <summary>A text that is another one when anything changed but measurements of time.</summary>
    [JsonIgnore]
    public string Membership => $"{Listing.Membership} {IsReference} {string.Join(' ', Bridges.Select(bridge => bridge.Clients))} {Broker?.Online} {Broker?.Relayed} {Broker?.LastFailure}";
}
