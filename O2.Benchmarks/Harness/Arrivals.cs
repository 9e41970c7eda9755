namespace O2.Benchmarks;

/// <summary>How many messages of a one-way stream arrived, and when the first and the last of them did, on the machine's clock.</summary>
internal sealed record Arrivals(long Count, long First, long Last);
