using System.Globalization;
using System.Text.Json.Serialization;
using O2.Actors;

namespace O2.Cli;

/// <param name="Synced">Whether the ensemble's time is known.</param>
/// <param name="Reference">The process that owns the time; null when none is known.</param>
/// <param name="OffsetSeconds">Ensemble's time minus local time.</param>
/// <param name="RoundTripSeconds">Mean round trip to the reference.</param>
internal sealed record ClockRow(
    bool Synced,
    string? Reference,
    [property: JsonPropertyName("offset_s")] double OffsetSeconds,
    [property: JsonPropertyName("rtt_s")] double RoundTripSeconds)
{
    public static ClockRow Of(ClockState state) => new(state.IsSynchronized, state.Reference, state.OffsetSeconds, state.MeanRoundTripSeconds);

    /// <summary>The clock on one line, for people.</summary>
    public string Describe() => this switch
    {
        { Synced: false, Reference: null } => "no clock reference",
        { Synced: false } => $"not yet synchronized with {Reference}",
        { Reference: null } => "the clock reference is gone; time runs on",
        _ => string.Create(CultureInfo.InvariantCulture,
            $"synchronized with {Reference}: offset {OffsetSeconds:+0.000000;-0.000000} s, round trip {RoundTripSeconds * 1000:0.00} ms"),
    };
}
