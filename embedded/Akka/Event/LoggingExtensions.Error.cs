namespace Akka.Event;

/// <content>Error.</content>
public static partial class LoggingExtensions
{
    /// <summary>Logs an error; it is formatted only when the level is enabled and someone prints it.</summary>
    /// <param name="log">The log.</param>
    /// <param name="format">A constant template with <c>{0}</c>, <c>{1}</c> ...</param>
    public static void Error(this ILoggingAdapter log, string format)
    {
        if (log.IsErrorEnabled)
            log.Log(LogLevel.ErrorLevel, null, format);
    }

    /// <inheritdoc cref="Error(ILoggingAdapter, string)" />
    public static void Error(this ILoggingAdapter log, Exception cause, string format)
    {
        if (log.IsErrorEnabled)
            log.Log(LogLevel.ErrorLevel, cause, format);
    }

    /// <inheritdoc cref="Error(ILoggingAdapter, string)" />
    public static void Error<T1>(this ILoggingAdapter log, string format, T1 arg1)
    {
        if (log.IsErrorEnabled)
            log.Log(LogLevel.ErrorLevel, null, new LogMessage<T1>(log.Formatter, format, arg1));
    }

    /// <inheritdoc cref="Error(ILoggingAdapter, string)" />
    public static void Error<T1>(this ILoggingAdapter log, Exception cause, string format, T1 arg1)
    {
        if (log.IsErrorEnabled)
            log.Log(LogLevel.ErrorLevel, cause, new LogMessage<T1>(log.Formatter, format, arg1));
    }

    /// <inheritdoc cref="Error(ILoggingAdapter, string)" />
    public static void Error<T1, T2>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2)
    {
        if (log.IsErrorEnabled)
            log.Log(LogLevel.ErrorLevel, null, new LogMessage<T1, T2>(log.Formatter, format, arg1, arg2));
    }

    /// <inheritdoc cref="Error(ILoggingAdapter, string)" />
    public static void Error<T1, T2>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2)
    {
        if (log.IsErrorEnabled)
            log.Log(LogLevel.ErrorLevel, cause, new LogMessage<T1, T2>(log.Formatter, format, arg1, arg2));
    }

    /// <inheritdoc cref="Error(ILoggingAdapter, string)" />
    public static void Error<T1, T2, T3>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3)
    {
        if (log.IsErrorEnabled)
            log.Log(LogLevel.ErrorLevel, null, new LogMessage<T1, T2, T3>(log.Formatter, format, arg1, arg2, arg3));
    }

    /// <inheritdoc cref="Error(ILoggingAdapter, string)" />
    public static void Error<T1, T2, T3>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2, T3 arg3)
    {
        if (log.IsErrorEnabled)
            log.Log(LogLevel.ErrorLevel, cause, new LogMessage<T1, T2, T3>(log.Formatter, format, arg1, arg2, arg3));
    }

    /// <inheritdoc cref="Error(ILoggingAdapter, string)" />
    public static void Error<T1, T2, T3, T4>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        if (log.IsErrorEnabled)
            log.Log(LogLevel.ErrorLevel, null, new LogMessage<T1, T2, T3, T4>(log.Formatter, format, arg1, arg2, arg3, arg4));
    }

    /// <inheritdoc cref="Error(ILoggingAdapter, string)" />
    public static void Error<T1, T2, T3, T4>(this ILoggingAdapter log, Exception cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        if (log.IsErrorEnabled)
            log.Log(LogLevel.ErrorLevel, cause, new LogMessage<T1, T2, T3, T4>(log.Formatter, format, arg1, arg2, arg3, arg4));
    }
}
