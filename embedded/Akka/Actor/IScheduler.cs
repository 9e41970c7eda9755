namespace Akka.Actor;

/// <summary>Does things later. Actors use timers (<see cref="IWithTimers"/>) instead, which end with them.</summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>The part that runs code instead of sending messages.</summary>
    IAdvancedScheduler Advanced { get; }
}
