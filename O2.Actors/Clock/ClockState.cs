namespace O2.Actors;

/// <summary>How this process's clock stands to the ensemble's.</summary>
/// <param name="IsSynchronized">Whether the ensemble's time is known.</param>
/// <param name="IsReference">Whether this process is the clock reference.</param>
/// <param name="Reference">Name of the process that is the clock reference, this one's own when it is itself; null when none is known.</param>
/// <param name="OffsetSeconds">The ensemble's time minus this process's local time, in seconds; 0 before synchronization.</param>
/// <param name="MeanRoundTripSeconds">Mean round trip of the last answers; 0 on the reference and before the first answer.</param>
/// <param name="MinRoundTripSeconds">Shortest round trip of the last answers; the clock's error is at most half of it.</param>
/// <param name="Drift">Seconds that the ensemble's clock gains on this process's local one in a second, as the last answers show it: 0.00002 is 20 millionths; 0 before synchronization.</param>
public sealed record ClockState(
    bool IsSynchronized,
    bool IsReference,
    string? Reference,
    double OffsetSeconds,
    double MeanRoundTripSeconds,
    double MinRoundTripSeconds,
    double Drift);
