namespace Akka.Event;

/// <content>Info.</content>
public static partial class LoggingExtensions
{
    /// <summary>Logs a message about the life of the program; it is formatted only when the level is enabled and someone prints it.</summary>
    /// <param name="log">The log.</param>
    /// <param name="format">A constant template with <c>{0}</c>, <c>{1}</c> ...</param>
    public static void Info(this ILoggingAdapter log, string format)
    {
        if (log.IsInfoEnabled)
            log.Log(LogLevel.InfoLevel, null, format);
    }

    /// <inheritdoc cref="Info(ILoggingAdapter, string)" />
    public static void Info(this ILoggingAdapter log, Exception cause, string format)
    {
        if (log.IsInfoEnabled)
            log.Log(LogLevel.InfoLevel, cause, format);
    }

    /// <inheritdoc cref="Info(ILoggingAdapter, string)" />
    public static void Info<T1>(this ILoggingAdapter log, string format, T1 arg1)
    {
        if (log.IsInfoEnabled)
            log.Log(LogLevel.InfoLevel, null, new LogMessage<T1>(log.Formatter, format, arg1));
    }

    /// <inheritdoc cref="Info(ILoggingAdapter, string)" />
    public static void Info<T1>(this ILoggingAdapter log, Exception cause, string format, T1 arg1)
    {
        if (log.IsInfoEnabled)
            log.Log(LogLevel.InfoLevel, cause, new LogMessage<T1>(log.Formatter, format, arg1));
    }

    /// <inheritdoc cref="Info(ILoggingAdapter, string)" />
    public static void Info<T1, T2>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2)
    {
        if (log.IsInfoEnabled)
            log.Log(LogLevel.InfoLevel, null, new LogMessage<T1, T2>(log.Formatter, format, arg1, arg2));
    }

    /// <inheritdoc cref="Info(ILoggingAdapter, string)" />
    public static void Info<T1, T2>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2)
    {
        if (log.IsInfoEnabled)
            log.Log(LogLevel.InfoLevel, cause, new LogMessage<T1, T2>(log.Formatter, format, arg1, arg2));
    }

    /// <inheritdoc cref="Info(ILoggingAdapter, string)" />
    public static void Info<T1, T2, T3>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3)
    {
        if (log.IsInfoEnabled)
            log.Log(LogLevel.InfoLevel, null, new LogMessage<T1, T2, T3>(log.Formatter, format, arg1, arg2, arg3));
    }

    /// <inheritdoc cref="Info(ILoggingAdapter, string)" />
    public static void Info<T1, T2, T3>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2, T3 arg3)
    {
        if (log.IsInfoEnabled)
            log.Log(LogLevel.InfoLevel, cause, new LogMessage<T1, T2, T3>(log.Formatter, format, arg1, arg2, arg3));
    }

    /// <inheritdoc cref="Info(ILoggingAdapter, string)" />
    public static void Info<T1, T2, T3, T4>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        if (log.IsInfoEnabled)
            log.Log(LogLevel.InfoLevel, null, new LogMessage<T1, T2, T3, T4>(log.Formatter, format, arg1, arg2, arg3, arg4));
    }

    /// <inheritdoc cref="Info(ILoggingAdapter, string)" />
    public static void Info<T1, T2, T3, T4>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        if (log.IsInfoEnabled)
            log.Log(LogLevel.InfoLevel, cause, new LogMessage<T1, T2, T3, T4>(log.Formatter, format, arg1, arg2, arg3, arg4));
    }
}
