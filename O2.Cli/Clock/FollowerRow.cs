using System.Text.Json.Serialization;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary>One process and its clock.</summary>
/// <param name="Name">Name of the process.</param>
/// <param name="Role"><c>reference</c>, <c>follower</c>, <c>no-clock</c> while it does not know the time.</param>
/// <param name="AheadSeconds">By how much its clock is ahead of ours; null when they cannot be compared.</param>
/// <param name="ReferenceRoundTripSeconds">Its mean round trip to the reference; null when it does not tell.</param>
/// <param name="RoundTripSeconds">Our round trip to it; null when it did not answer.</param>
internal sealed record FollowerRow(
    string Name,
    string Role,
    [property: JsonPropertyName("clock_ahead_s")] double? AheadSeconds,
    [property: JsonPropertyName("reference_rtt_s")] double? ReferenceRoundTripSeconds,
    [property: JsonPropertyName("rtt_s")] double? RoundTripSeconds)
{
    public const string Reference = "reference", Follower = "follower", NoClock = "no-clock";

    public static FollowerRow Of(ProcessName name, O2Process process, PingAnswer? answer)
    {
        var role = name.Text == process.ClockState.Reference ? Reference : process.Status(name.Text) >= ServiceStatus.Local ? Follower : NoClock;
        return new FollowerRow(name.Text, role, answer?.ClockAheadSeconds, answer?.ReferenceRoundTripSeconds, answer?.RoundTripSeconds);
    }
}
