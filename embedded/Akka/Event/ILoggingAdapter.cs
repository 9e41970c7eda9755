namespace Akka.Event;

/// <summary>A log. Use the methods of <see cref="LoggingExtensions"/>; they make no text for a level that is off.</summary>
/// <remarks>Thread-safe.</remarks>
public interface ILoggingAdapter
{
    /// <summary>Makes the text of messages.</summary>
    ILogMessageFormatter Formatter { get; }

    /// <summary>Whether debug messages are taken.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>Whether info messages are taken.</summary>
    bool IsInfoEnabled { get; }

    /// <summary>Whether warnings are taken.</summary>
    bool IsWarningEnabled { get; }

    /// <summary>Whether errors are taken.</summary>
    bool IsErrorEnabled { get; }

    /// <summary>Whether messages of a level are taken.</summary>
    bool IsEnabled(LogLevel logLevel);

    /// <summary>Logs a text as it is.</summary>
    void Log(LogLevel logLevel, Exception? cause, string format);

    /// <summary>Logs a message.</summary>
    void Log(LogLevel logLevel, Exception? cause, LogMessage message);
}
