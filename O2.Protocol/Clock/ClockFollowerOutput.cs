namespace O2.Protocol;

/// <summary>One thing that the driver of a <see cref="ClockFollower"/> has to do.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="PingNumber">The number to send; for <see cref="ClockFollowerOutputKind.SendPing"/> only.</param>
public readonly record struct ClockFollowerOutput(ClockFollowerOutputKind Kind, int PingNumber = 0);
