using Akka.Actor;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>The parts of the actor system that dispatchers may need.</summary>
public interface IDispatcherPrerequisites
{
    /// <summary>The event stream.</summary>
    EventStream EventStream { get; }

    /// <summary>The scheduler.</summary>
    IScheduler Scheduler { get; }

    /// <summary>The settings.</summary>
    Settings Settings { get; }
}
