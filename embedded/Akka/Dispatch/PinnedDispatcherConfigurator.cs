using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Makes a new dispatcher, with a thread, for each actor of the section; <c>type = PinnedDispatcher</c>.</summary>
internal sealed class PinnedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : MessageDispatcherConfigurator(config, prerequisites)
{
    /// <inheritdoc />
    public override MessageDispatcher Dispatcher() => new PinnedDispatcher(this, Config.GetString("id", "akka.pinned"));
}
