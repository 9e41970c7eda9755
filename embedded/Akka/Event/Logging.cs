using Akka.Actor;

namespace Akka.Event;

/// <summary>Makes logs.</summary>
public static class Logging
{
    /// <summary>The log of the actor whose context it is.</summary>
    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter? logMessageFormatter = null) => new BusLogging(
        context.System.EventStream,
        context.Self.Path.ToString(),
        context.Props.Type,
        logMessageFormatter ?? DefaultLogMessageFormatter.Instance);

    /// <summary>A log for a part of an actor system.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="logSourceObj">Its name, its class, a reference to it, or any object of its class.</param>
    /// <param name="logMessageFormatter">Makes the text of messages.</param>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        var (source, type) = SourceOf(logSourceObj);
        var name = logSourceObj is IActorRef ? source : $"{source} ({system})";
        return new BusLogging(system.EventStream, name, type, logMessageFormatter ?? DefaultLogMessageFormatter.Instance);
    }

    /// <summary>A log that publishes on a bus.</summary>
    /// <inheritdoc cref="GetLogger(ActorSystem, object, ILogMessageFormatter?)" />
    public static ILoggingAdapter GetLogger(LoggingBus loggingBus, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        var (source, type) = SourceOf(logSourceObj);
        return new BusLogging(loggingBus, source, type, logMessageFormatter ?? DefaultLogMessageFormatter.Instance);
    }

    /// <summary>The class of the events of a level.</summary>
    public static Type ClassFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        _ => typeof(Error),
    };

    /// <summary>The level in configuration: DEBUG, INFO, WARNING, ERROR.</summary>
    public static string StringFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        _ => "ERROR",
    };

    /// <summary>Reads a level as it stands in configuration; OFF takes nothing at all.</summary>
    /// <exception cref="ArgumentException">There is no such level.</exception>
    public static LogLevel LogLevelFor(string logLevel) => logLevel.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => (LogLevel)int.MaxValue,
        _ => throw new ArgumentException($"Unknown LogLevel: \"{logLevel}\". Valid values are: \"Debug\", \"Info\", \"Warning\", \"Error\", \"Off\".", nameof(logLevel)),
    };

    /// <summary>The name of an object's class without namespace.</summary>
    public static string SimpleName(object o) => SimpleName(o.GetType());

    /// <summary>The name of a class without namespace.</summary>
    public static string SimpleName(Type t) => t.Name;

    private static (string Source, Type Class) SourceOf(object logSource) => logSource switch
    {
        string name => (name, typeof(string)),
        Type @class => (SimpleName(@class), @class),
        IActorRef actor => (actor.Path.ToString(), actor.GetType()),
        _ => (SimpleName(logSource), logSource.GetType()),
    };
}
