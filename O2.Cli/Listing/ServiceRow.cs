using System.Text.Json.Serialization;
using O2.Protocol;

namespace O2.Cli;

/// <param name="Name">Name of the service.</param>
/// <param name="Process">The process that provides it; null when it is only tapped.</param>
/// <param name="Status">Where it is, and whether it shares the clock with us.</param>
/// <param name="Properties">What it advertises.</param>
/// <param name="Taps">Who gets copies of its messages.</param>
internal sealed record ServiceRow(
    string Name, string? Process, string Status, IReadOnlyDictionary<string, string> Properties, IReadOnlyList<TapRow> Taps)
{
    [JsonIgnore]
    public string PropertiesText => string.Join(' ', Properties.Select(property => $"{property.Key}:{property.Value}"));

    [JsonIgnore]
    public string TappersText => string.Join(' ', Taps.Select(tap => tap.Tapper));

    public static ServiceRow Of(string name, ServiceStatus status, IReadOnlyCollection<ServiceListing> rows)
    {
        var provider = rows.FirstOrDefault(row => row.Tapper is null);
        return new ServiceRow(
            name,
            provider?.Process,
            EnsembleListing.Word(status),
            new Dictionary<string, string>(provider?.Properties ?? ServiceProperties.Empty),
            [.. from row in rows where row.Tapper is not null select new TapRow(row.Tapper!, row.Process)]);
    }
}
