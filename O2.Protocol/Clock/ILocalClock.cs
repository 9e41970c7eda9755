namespace O2.Protocol;

/// <summary>Reads a process's own clock; the only way in which time enters O2.</summary>
/// <remarks>
/// The product uses the machine's monotonic clock, tests use the virtual clock of O2.Actors.TestKit.
/// Implementations are monotonic and thread-safe, and reading them allocates nothing.
/// </remarks>
public interface ILocalClock
{
    /// <summary>The present moment; never earlier than any value read before, on any thread.</summary>
    LocalTime Now { get; }
}
