namespace Akka.Event;

/// <summary>The first message to a logger, which answers with <see cref="LoggerInitialized"/>.</summary>
public class InitializeLogger
{
    /// <summary>Creates the message.</summary>
    public InitializeLogger(LoggingBus loggingBus) => LoggingBus = loggingBus;

    /// <summary>The bus that the logger is subscribed to.</summary>
    public LoggingBus LoggingBus { get; }
}
