using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

/// <summary>A log message on the event stream.</summary>
public abstract class LogEvent : INoSerializationVerificationNeeded
{
    private protected LogEvent(Exception? cause, string logSource, Type logClass, object message)
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
        Timestamp = DateTime.UtcNow;
        Thread = Thread.CurrentThread;
    }

    /// <summary>The exception that it is about, or null.</summary>
    public Exception? Cause { get; }

    /// <summary>When it was logged (UTC).</summary>
    public DateTime Timestamp { get; }

    /// <summary>The thread that logged it.</summary>
    public Thread Thread { get; }

    /// <summary>Who logged it: the path of an actor or a name.</summary>
    public string LogSource { get; }

    /// <summary>The class that logged it.</summary>
    public Type LogClass { get; }

    /// <summary>The text, or an object whose <see cref="object.ToString"/> makes it.</summary>
    public object Message { get; }

    /// <summary>How important it is.</summary>
    public abstract LogLevel LogLevel();

    /// <inheritdoc />
    public override string ToString()
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"[{LogLevel().StringFor()}][{Timestamp:O}][Thread {Thread.ManagedThreadId:0000}][{LogSource}] {Message}");
        return Cause is null ? head : $"{head}{Environment.NewLine}Cause: {Cause}";
    }
}
