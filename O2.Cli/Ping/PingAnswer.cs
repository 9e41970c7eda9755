using O2.Protocol;

namespace O2.Cli;

/// <summary>What came back from a process that was asked.</summary>
/// <param name="Process">Who was asked.</param>
/// <param name="RoundTripSeconds">From the question to its answer.</param>
/// <param name="ClockAheadSeconds">By how much its clock is ahead of ours; negative when behind; null when it or we do not know the ensemble's time.</param>
/// <param name="ReferenceRoundTripSeconds">Its own mean round trip to the clock reference; 0 for the reference, and while it does not know the time.</param>
/// <param name="IsReference">Whether it is the clock reference.</param>
internal sealed record PingAnswer(ProcessName Process, double RoundTripSeconds, double? ClockAheadSeconds, double ReferenceRoundTripSeconds, bool IsReference);
