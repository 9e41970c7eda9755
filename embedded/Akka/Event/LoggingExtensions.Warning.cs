namespace Akka.Event;

/// <content>Warning.</content>
public static partial class LoggingExtensions
{
    /// <summary>Logs a warning; it is formatted only when the level is enabled and someone prints it.</summary>
    /// <param name="log">The log.</param>
    /// <param name="format">A constant template with <c>{0}</c>, <c>{1}</c> ...</param>
    public static void Warning(this ILoggingAdapter log, string format)
    {
        if (log.IsWarningEnabled)
            log.Log(LogLevel.WarningLevel, null, format);
    }

    /// <inheritdoc cref="Warning(ILoggingAdapter, string)" />
    public static void Warning(this ILoggingAdapter log, Exception cause, string format)
    {
        if (log.IsWarningEnabled)
            log.Log(LogLevel.WarningLevel, cause, format);
    }

    /// <inheritdoc cref="Warning(ILoggingAdapter, string)" />
    public static void Warning<T1>(this ILoggingAdapter log, string format, T1 arg1)
    {
        if (log.IsWarningEnabled)
            log.Log(LogLevel.WarningLevel, null, new LogMessage<T1>(log.Formatter, format, arg1));
    }

    /// <inheritdoc cref="Warning(ILoggingAdapter, string)" />
    public static void Warning<T1>(this ILoggingAdapter log, Exception cause, string format, T1 arg1)
    {
        if (log.IsWarningEnabled)
            log.Log(LogLevel.WarningLevel, cause, new LogMessage<T1>(log.Formatter, format, arg1));
    }

    /// <inheritdoc cref="Warning(ILoggingAdapter, string)" />
    public static void Warning<T1, T2>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2)
    {
        if (log.IsWarningEnabled)
            log.Log(LogLevel.WarningLevel, null, new LogMessage<T1, T2>(log.Formatter, format, arg1, arg2));
    }

    /// <inheritdoc cref="Warning(ILoggingAdapter, string)" />
    public static void Warning<T1, T2>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2)
    {
        if (log.IsWarningEnabled)
            log.Log(LogLevel.WarningLevel, cause, new LogMessage<T1, T2>(log.Formatter, format, arg1, arg2));
    }

    /// <inheritdoc cref="Warning(ILoggingAdapter, string)" />
    public static void Warning<T1, T2, T3>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3)
    {
        if (log.IsWarningEnabled)
            log.Log(LogLevel.WarningLevel, null, new LogMessage<T1, T2, T3>(log.Formatter, format, arg1, arg2, arg3));
    }

    /// <inheritdoc cref="Warning(ILoggingAdapter, string)" />
    public static void Warning<T1, T2, T3>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2, T3 arg3)
    {
        if (log.IsWarningEnabled)
            log.Log(LogLevel.WarningLevel, cause, new LogMessage<T1, T2, T3>(log.Formatter, format, arg1, arg2, arg3));
    }

    /// <inheritdoc cref="Warning(ILoggingAdapter, string)" />
    public static void Warning<T1, T2, T3, T4>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        if (log.IsWarningEnabled)
            log.Log(LogLevel.WarningLevel, null, new LogMessage<T1, T2, T3, T4>(log.Formatter, format, arg1, arg2, arg3, arg4));
    }

    /// <inheritdoc cref="Warning(ILoggingAdapter, string)" />
    public static void Warning<T1, T2, T3, T4>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        if (log.IsWarningEnabled)
            log.Log(LogLevel.WarningLevel, cause, new LogMessage<T1, T2, T3, T4>(log.Formatter, format, arg1, arg2, arg3, arg4));
    }
}
