using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Dispatch;

/// <summary>The dispatchers of an actor system, by the name of their section of the configuration.</summary>
public sealed class Dispatchers
{
    /// <summary>The dispatcher of actors that name no other.</summary>
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";

    /// <summary>The dispatcher of the runtime's own actors.</summary>
    internal const string InternalDispatcherId = "akka.actor.internal-dispatcher";

    private readonly IDispatcherPrerequisites _prerequisites;
    private readonly ConcurrentDictionary<string, Lazy<MessageDispatcherConfigurator>> _configurators = new();

    internal Dispatchers(IDispatcherPrerequisites prerequisites) => _prerequisites = prerequisites;

    /// <summary>The dispatcher of actors that name no other.</summary>
    public MessageDispatcher DefaultGlobalDispatcher => Lookup(DefaultDispatcherId);

    /// <summary>Tells whether the configuration has a section for a dispatcher.</summary>
    public bool HasDispatcher(string id) => _configurators.ContainsKey(id) || _prerequisites.Settings.Config.HasPath(id);

    /// <summary>The dispatcher of a section of the configuration.</summary>
    /// <exception cref="ConfigurationException">There is no such section, or its type is unknown.</exception>
    public MessageDispatcher Lookup(string dispatcherName) =>
        _configurators.GetOrAdd(dispatcherName, id => new Lazy<MessageDispatcherConfigurator>(() => Create(id))).Value.Dispatcher();

    internal void Shutdown()
    {
        foreach (var configurator in _configurators.Values)
        {
            if (configurator is { IsValueCreated: true, Value: not PinnedDispatcherConfigurator })
                configurator.Value.Dispatcher().End();
        }
    }

    private MessageDispatcherConfigurator Create(string id)
    {
        var all = _prerequisites.Settings.Config;
        if (!all.HasPath(id))
            throw new ConfigurationException($"Dispatcher [{id}] not configured.");
        var config = (all.GetConfig(id) ?? Config.Empty)
            .WithFallback(ConfigurationFactory.ParseString($"id = \"{id}\""))
            .WithFallback(all.GetConfig(DefaultDispatcherId));
        return config.GetString("type") switch
        {
            "Dispatcher" or "TaskDispatcher" or "ForkJoinDispatcher" => new ThreadPoolDispatcherConfigurator(config, _prerequisites),
            "PinnedDispatcher" => new PinnedDispatcherConfigurator(config, _prerequisites),
            null => throw new ConfigurationException($"Dispatcher [{id}] has no type."),
            var type => TypeNames.Create<MessageDispatcherConfigurator>(type, config, _prerequisites),
        };
    }
}
