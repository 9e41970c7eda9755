using O2.Protocol;

namespace O2.Actors;

/// <summary>The clock of an O2 process: shows its local time, and rings at a moment of it.</summary>
/// <remarks>
/// All time enters a process through this interface: <see cref="SystemClock"/> in a performance, the virtual clock of
/// O2.Actors.TestKit in tests. Thread-safe: yes.
/// </remarks>
public interface IProcessClock : ILocalClock
{
    /// <summary>The date and time of the machine, UTC: for protocols whose times are dates, and for nothing else, since it may be set. Good to about a millisecond.</summary>
    DateTime UtcNow { get; }

    /// <summary>Makes a timer that is not armed.</summary>
    /// <param name="due">
    /// Called once for each moment that comes, on the timer's own thread, never two calls at once. It must return soon, and must
    /// not throw: nobody is there to catch. It may arm the timer again.
    /// </param>
    /// <returns>The timer; dispose it to end its thread.</returns>
    IPreciseTimer CreateTimer(Action due);
}
