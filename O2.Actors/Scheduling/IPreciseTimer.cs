using O2.Protocol;

namespace O2.Actors;

/// <summary>Rings at one moment of local time, as exactly as the machine allows, and then waits to be armed again.</summary>
/// <remarks>Made by <see cref="IProcessClock.CreateTimer"/>.</remarks>
public interface IPreciseTimer : IDisposable
{
    /// <summary>Sets the moment at which the timer rings, instead of the one set before.</summary>
    /// <param name="at">The moment, on the clock that made the timer. A moment that has passed rings at once; <see cref="LocalTime.Never"/> and NaN disarm.</param>
    /// <remarks>
    /// Thread-safe: yes. Allocates: no. Costs a system call only when <paramref name="at"/> is earlier than what the timer waits for.
    /// A ring that was under way when the moment was replaced may still come.
    /// </remarks>
    void Arm(LocalTime at);
}
