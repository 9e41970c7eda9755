namespace Akka.Event;

/// <summary>A log that publishes its messages on a bus.</summary>
internal sealed class BusLogging(LoggingBus bus, string logSource, Type logClass, ILogMessageFormatter formatter) : ILoggingAdapter
{
    /// <inheritdoc />
    public ILogMessageFormatter Formatter => formatter;

    /// <inheritdoc />
    public bool IsDebugEnabled => IsEnabled(LogLevel.DebugLevel);

    /// <inheritdoc />
    public bool IsInfoEnabled => IsEnabled(LogLevel.InfoLevel);

    /// <inheritdoc />
    public bool IsWarningEnabled => IsEnabled(LogLevel.WarningLevel);

    /// <inheritdoc />
    public bool IsErrorEnabled => IsEnabled(LogLevel.ErrorLevel);

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => logLevel >= bus.LogLevel;

    /// <inheritdoc />
    public void Log(LogLevel logLevel, Exception? cause, string format) => Publish(logLevel, cause, format);

    /// <inheritdoc />
    public void Log(LogLevel logLevel, Exception? cause, LogMessage message) => Publish(logLevel, cause, message);

    private void Publish(LogLevel level, Exception? cause, object message)
    {
        if (!IsEnabled(level))
            return;
        bus.Publish(level switch
        {
            LogLevel.DebugLevel => new Debug(cause, logSource, logClass, message),
            LogLevel.InfoLevel => new Info(cause, logSource, logClass, message),
            LogLevel.WarningLevel => new Warning(cause, logSource, logClass, message),
            _ => new Error(cause, logSource, logClass, message),
        });
    }
}
