namespace Akka.Event;

/// <summary>A bus that carries log events of a level and above.</summary>
public abstract class LoggingBus
{
    private protected LoggingBus()
    {
    }

    /// <summary>The lowest level that is taken.</summary>
    public LogLevel LogLevel { get; private set; }

    /// <summary>Sets the lowest level that is taken.</summary>
    public void SetLogLevel(LogLevel logLevel) => LogLevel = logLevel;

    /// <summary>Publishes an event.</summary>
    public abstract void Publish(object @event);
}
