namespace O2.Benchmarks;

/// <summary>One measured number.</summary>
/// <param name="Name">Its name, unit last: <c>rtt.tcp.actor.p50_us</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Baseline">The name of the raw figure to compare it with; null when there is none, or when it is one.</param>
internal sealed record Figure(string Name, double Value, string? Baseline = null);
