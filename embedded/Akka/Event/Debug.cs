namespace Akka.Event;

/// <summary>A message for whoever traces the code.</summary>
public class Debug : LogEvent
{
    /// <summary>Creates the event.</summary>
    public Debug(string logSource, Type logClass, object message)
        : base(null, logSource, logClass, message)
    {
    }

    /// <summary>Creates the event with an exception.</summary>
    public Debug(Exception? cause, string logSource, Type logClass, object message)
        : base(cause, logSource, logClass, message)
    {
    }

    /// <inheritdoc />
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}
