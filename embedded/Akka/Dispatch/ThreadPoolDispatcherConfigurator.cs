using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Makes one thread-pool dispatcher for all actors of the section; <c>type = Dispatcher</c>.</summary>
internal sealed class ThreadPoolDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly ThreadPoolDispatcher _dispatcher;

    public ThreadPoolDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new ThreadPoolDispatcher(this);

    /// <inheritdoc />
    public override MessageDispatcher Dispatcher() => _dispatcher;
}
