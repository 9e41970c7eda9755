using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Makes the dispatcher of one section of the configuration; the section's <c>type</c> names the subclass.</summary>
public abstract class MessageDispatcherConfigurator
{
    /// <summary>Creates a configurator.</summary>
    /// <param name="config">The dispatcher's section.</param>
    /// <param name="prerequisites">The parts of the actor system that dispatchers may need.</param>
    protected MessageDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    {
        Config = config;
        Prerequisites = prerequisites;
    }

    /// <summary>The dispatcher's section.</summary>
    public Config Config { get; }

    /// <summary>The parts of the actor system that dispatchers may need.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    /// <summary>The dispatcher for the next actor: the same for all, or a new one each time.</summary>
    public abstract MessageDispatcher Dispatcher();
}
