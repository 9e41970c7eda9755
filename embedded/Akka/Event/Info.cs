namespace Akka.Event;

/// <summary>A message about the life of the program.</summary>
public class Info : LogEvent
{
    /// <summary>Creates the event.</summary>
    public Info(string logSource, Type logClass, object message)
        : base(null, logSource, logClass, message)
    {
    }

    /// <summary>Creates the event with an exception.</summary>
    public Info(Exception? cause, string logSource, Type logClass, object message)
        : base(cause, logSource, logClass, message)
    {
    }

    /// <inheritdoc />
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;
}
