namespace Akka.Event;

/// <summary>A log message with one parameter.</summary>
internal sealed class LogMessage<T1>(ILogMessageFormatter formatter, string format, T1 arg1) : LogMessage(formatter, format)
{
    /// <inheritdoc />
    public override IEnumerable<object?> Parameters() => [arg1];
}

/// <summary>A log message with two parameters.</summary>
internal sealed class LogMessage<T1, T2>(ILogMessageFormatter formatter, string format, T1 arg1, T2 arg2) : LogMessage(formatter, format)
{
    /// <inheritdoc />
    public override IEnumerable<object?> Parameters() => [arg1, arg2];
}

/// <summary>A log message with three parameters.</summary>
internal sealed class LogMessage<T1, T2, T3>(ILogMessageFormatter formatter, string format, T1 arg1, T2 arg2, T3 arg3)
    : LogMessage(formatter, format)
{
    /// <inheritdoc />
    public override IEnumerable<object?> Parameters() => [arg1, arg2, arg3];
}

/// <summary>A log message with four parameters.</summary>
internal sealed class LogMessage<T1, T2, T3, T4>(ILogMessageFormatter formatter, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    : LogMessage(formatter, format)
{
    /// <inheritdoc />
    public override IEnumerable<object?> Parameters() => [arg1, arg2, arg3, arg4];
}
