namespace O2.Benchmarks;

/// <summary>Something that takes nanoseconds, and so is measured many times at once.</summary>
/// <param name="Name">The figure's name, without unit.</param>
/// <param name="Run">Does it that many times; returns when all of it is done.</param>
/// <param name="Baseline">The case to compare it with, or null.</param>
internal sealed record MicroCase(string Name, Action<int> Run, string? Baseline = null);
