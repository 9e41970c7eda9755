namespace Akka.Event;

/// <summary>Something is odd.</summary>
public class Warning : LogEvent
{
    /// <summary>Creates the event.</summary>
    public Warning(string logSource, Type logClass, object message)
        : base(null, logSource, logClass, message)
    {
    }

    /// <summary>Creates the event with an exception.</summary>
    public Warning(Exception? cause, string logSource, Type logClass, object message)
        : base(cause, logSource, logClass, message)
    {
    }

    /// <inheritdoc />
    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;
}
