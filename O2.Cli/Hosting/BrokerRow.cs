using System.Text.Json.Serialization;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <param name="Address">Where the broker is: host and port.</param>
/// <param name="Online">Whether messages come and go.</param>
/// <param name="Seconds">For how long that has been so.</param>
/// <param name="Relayed">How many processes are reached through it.</param>
/// <param name="LastFailure">Why it was lost or not reached the last time; null when that never happened.</param>
internal sealed record BrokerRow(string Address, bool Online, [property: JsonPropertyName("for_s")] double Seconds, int Relayed, string? LastFailure)
{
    /// <returns>The broker of a process; null when it uses none.</returns>
    public static BrokerRow? Of(O2Process process) => process.BrokerState is not { } state ? null : new BrokerRow(
        $"{state.Broker}:{state.Port}",
        state.IsOnline,
        Math.Round(process.LocalNow - state.Since, 1),
        process.Processes().Count(other => other.Via == ProcessLink.Relay),
        state.LastFailure);

    /// <summary>How it stands, in words.</summary>
    public string Describe() => this switch
    {
        { Online: true, LastFailure: null } => $"broker, online for {Duration}",
        { Online: true } => $"broker, online for {Duration}; before: {LastFailure}",
        { LastFailure: null } => $"broker, not reached yet, for {Duration}",
        _ => $"broker, not online for {Duration}: {LastFailure}",
    };

    private string Duration => Seconds switch
    {
        < 120 => FormattableString.Invariant($"{Seconds:0} s"),
        < 7200 => FormattableString.Invariant($"{Seconds / 60:0} min"),
        _ => FormattableString.Invariant($"{Seconds / 3600:0} h"),
    };
}
