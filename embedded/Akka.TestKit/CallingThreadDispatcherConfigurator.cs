using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>Makes dispatchers that run actors on the thread of whoever sends to them.</summary>
public class CallingThreadDispatcherConfigurator : MessageDispatcherConfigurator
{
    /// <summary>Creates the configurator.</summary>
    public CallingThreadDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
    }

    /// <inheritdoc />
    public override MessageDispatcher Dispatcher() => new CallingThreadDispatcher(this);
}
