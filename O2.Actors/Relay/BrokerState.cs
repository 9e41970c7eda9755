using O2.Protocol;

namespace O2.Actors;

/// <summary>How this process stands to its MQTT broker. How many processes are reached through it, <see cref="O2Process.Processes"/> tells.</summary>
/// <param name="Broker">Host name or address of the broker.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="IsOnline">Whether messages come and go.</param>
/// <param name="Since">Since when that is so, on this process's own clock (<see cref="O2Process.LocalNow"/>).</param>
/// <param name="LastFailure">Why the broker was lost or not reached the last time, for people; null when that never happened.</param>
public sealed record BrokerState(string Broker, int Port, bool IsOnline, LocalTime Since, string? LastFailure);
