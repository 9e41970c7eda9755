using System.Text.Json;
using System.Text.Json.Serialization;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary>What <c>o2 ls</c> prints; the names are those of its JSON.</summary>
/// <param name="Ensemble">Name of the ensemble.</param>
/// <param name="Self">Name of the process that looked.</param>
/// <param name="Clock">Its view of the ensemble's clock.</param>
/// <param name="Processes">The other processes.</param>
/// <param name="Services">Services that a user offers or taps; O2's own (<c>_o2</c>, <c>_cs</c>, processes) are left out.</param>
internal sealed record EnsembleListing(
    string Ensemble, string Self, ClockRow Clock, IReadOnlyList<ProcessRow> Processes, IReadOnlyList<ServiceRow> Services)
{
    /// <summary>A text that is another one when anything changed but the measurements of the clock.</summary>
    [JsonIgnore]
    public string Membership => JsonLine.Format(this with { Clock = Clock with { OffsetSeconds = 0, RoundTripSeconds = 0 } });

    public static EnsembleListing Of(O2Process process) => new(
        process.Ensemble,
        process.Name.Text,
        ClockRow.Of(process.ClockState),
        [.. process.Processes().Select(entry => ProcessRow.Of(entry, process.ClockState.IsSynchronized))],
        Group(process.Services().Select(row => row.Process == ServiceName.Process ? row with { Process = process.Name.Text } : row), process.Status));

    /// <summary>Makes one row of a service out of those of its provider and of its taps.</summary>
    public static IReadOnlyList<ServiceRow> Group(IEnumerable<ServiceListing> rows, Func<string, ServiceStatus> status) =>
    [
        .. from row in rows
           where row.Service[0] is not ('_' or '@')
           group row by row.Service into service
           select ServiceRow.Of(service.Key, status(service.Key), [.. service]),
    ];

    /// <summary>The words for a status in text and JSON, for example <c>remote-no-time</c>.</summary>
    public static string Word(Enum status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());
}
