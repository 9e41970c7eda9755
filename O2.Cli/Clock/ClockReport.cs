using System.Text.Json.Serialization;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary>What <c>o2 clock</c> shows; the names are those of its JSON.</summary>
/// <param name="Ensemble">Name of the ensemble.</param>
/// <param name="Self">Name of the process that looked.</param>
/// <param name="TimeSeconds">The ensemble's time; null while it is not known.</param>
/// <param name="Synced">Whether the ensemble's time is known.</param>
/// <param name="Reference">The process that owns the time; null when none is known.</param>
/// <param name="OffsetSeconds">Ensemble's time minus local time.</param>
/// <param name="RoundTripSeconds">Mean round trip to the reference.</param>
/// <param name="ErrorSeconds">Our clock is wrong by at most this: half the shortest round trip to the reference.</param>
/// <param name="DriftPpm">How many millionths the reference's clock is faster than the local one.</param>
/// <param name="Processes">The others.</param>
internal sealed record ClockReport(
    string Ensemble,
    string Self,
    [property: JsonPropertyName("time_s")] double? TimeSeconds,
    bool Synced,
    string? Reference,
    [property: JsonPropertyName("offset_s")] double OffsetSeconds,
    [property: JsonPropertyName("rtt_s")] double RoundTripSeconds,
    [property: JsonPropertyName("error_s")] double ErrorSeconds,
    double DriftPpm,
    IReadOnlyList<FollowerRow> Processes)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(0.5);

    /// <summary>Looks at the clock, and asks all processes about theirs.</summary>
    public static async Task<ClockReport> TakeAsync(O2Process process, Pinger pinger, CancellationToken cancellation)
    {
        var rows = await Task.WhenAll(process.Processes().Select(async entry =>
            FollowerRow.Of(entry.Name, process, await pinger.AskAsync(entry.Name, Wait, cancellation))));
        var (state, now) = (process.ClockState, process.Now);
        return new ClockReport(
            process.Ensemble, process.Name.Text, now < GlobalTime.Immediately ? null : now.Seconds, state.IsSynchronized, state.Reference,
            state.OffsetSeconds, state.MeanRoundTripSeconds, state.MinRoundTripSeconds / 2, Math.Round(state.Drift * 1e6, 3), rows);
    }

    public ClockRow AsRow() => new(Synced, Reference, OffsetSeconds, RoundTripSeconds);
}
