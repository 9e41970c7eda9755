namespace O2.Benchmarks;

/// <summary>How a process joined an ensemble, in seconds since it began to.</summary>
/// <param name="Ready">It listens and announces itself.</param>
/// <param name="First">It is connected with the first other process.</param>
/// <param name="Synchronized">It has the ensemble's time, and can send to the other one's service.</param>
internal sealed record JoinTimes(double Ready, double First, double Synchronized);
