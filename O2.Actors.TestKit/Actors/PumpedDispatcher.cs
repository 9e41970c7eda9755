using Akka.Dispatch;

namespace O2.Actors.TestKit;

/// <summary>Lets the test run the actors: turns wait in an <see cref="ActorPump"/>.</summary>
internal sealed class PumpedDispatcher(MessageDispatcherConfigurator configurator, ActorPump pump) : MessageDispatcher(configurator)
{
    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => pump.Add(run);

    /// <inheritdoc/>
    protected override void Shutdown()
    {
    }
}
