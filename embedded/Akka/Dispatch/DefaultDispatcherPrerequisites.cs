using Akka.Actor;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>The parts of the actor system that dispatchers may need.</summary>
internal sealed record DefaultDispatcherPrerequisites(EventStream EventStream, IScheduler Scheduler, Settings Settings) : IDispatcherPrerequisites;
