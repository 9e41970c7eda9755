using Akka.Configuration;
using Akka.Dispatch;

namespace O2.Actors.TestKit;

/// <summary>Makes the dispatcher of a section of the configuration of <see cref="ActorPump"/>.</summary>
internal sealed class PumpedDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly PumpedDispatcher _dispatcher;

    public PumpedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new PumpedDispatcher(this, ActorPump.Of(prerequisites.Settings.Config));

    /// <inheritdoc/>
    public override MessageDispatcher Dispatcher() => _dispatcher;
}
