using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors with the threads, clocks, logs and settings that they share.</summary>
/// <remarks>Thread-safe.</remarks>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private protected ActorSystem()
    {
    }

    /// <summary>The name.</summary>
    public abstract string Name { get; }

    /// <summary>The settings.</summary>
    public abstract Settings Settings { get; }

    /// <summary>Receives messages that cannot be delivered, and publishes them.</summary>
    public abstract IActorRef DeadLetters { get; }

    /// <summary>The event stream.</summary>
    public abstract EventStream EventStream { get; }

    /// <summary>The log of the system itself.</summary>
    public abstract ILoggingAdapter Log { get; }

    /// <summary>The scheduler.</summary>
    public abstract IScheduler Scheduler { get; }

    /// <summary>The dispatchers.</summary>
    public abstract Dispatchers Dispatchers { get; }

    /// <summary>Ends when all actors have.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>Starts an actor system with the default configuration.</summary>
    /// <exception cref="ArgumentException">The name is not made of letters, digits and inner hyphens.</exception>
    public static ActorSystem Create(string name) => Create(name, Config.Empty);

    /// <summary>Starts an actor system.</summary>
    /// <exception cref="ArgumentException">The name is not made of letters, digits and inner hyphens.</exception>
    /// <exception cref="ConfigurationException">The configuration asks for something that does not exist.</exception>
    public static ActorSystem Create(string name, Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var system = new ActorSystemImpl(name, config);
        system.Start();
        return system;
    }

    /// <inheritdoc />
    public abstract IActorRef ActorOf(Props props, string? name = null);

    /// <inheritdoc />
    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    /// <inheritdoc />
    public abstract ActorSelection ActorSelection(string actorPath);

    /// <summary>Stops an actor after the message that it is handling now.</summary>
    public abstract void Stop(IActorRef actor);

    /// <summary>Runs the coordinated shutdown, which stops all actors, children before parents.</summary>
    /// <returns><see cref="WhenTerminated"/></returns>
    public abstract Task Terminate();

    /// <summary>Calls a delegate when all actors have ended.</summary>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>The extension of that id; made at the first call.</summary>
    public abstract object RegisterExtension(IExtensionId extension);

    /// <summary>The extension of that id, or null.</summary>
    public abstract object? GetExtension(IExtensionId extensionId);

    /// <summary>The extension of that class, or null.</summary>
    public abstract T GetExtension<T>()
        where T : class, IExtension;

    /// <summary>Tells whether there is an extension of that class.</summary>
    public abstract bool HasExtension(Type type);

    /// <summary>Tells whether there is an extension of that class.</summary>
    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    /// <summary>Finds an extension by class.</summary>
    public abstract bool TryGetExtension(Type extensionType, out object extension);

    /// <summary>Finds an extension by class.</summary>
    public abstract bool TryGetExtension<T>(out T extension)
        where T : class, IExtension;

    /// <summary>As <see cref="Terminate"/>, without waiting.</summary>
    public void Dispose()
    {
        _ = Terminate();
        GC.SuppressFinalize(this);
    }
}
