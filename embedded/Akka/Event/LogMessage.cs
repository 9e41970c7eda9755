namespace Akka.Event;

/// <summary>A log message whose text is made only when someone prints it.</summary>
public abstract class LogMessage
{
    /// <summary>Makes the text.</summary>
    protected readonly ILogMessageFormatter Formatter;

    /// <summary>Creates a message.</summary>
    protected LogMessage(ILogMessageFormatter formatter, string format)
    {
        Formatter = formatter;
        Format = format;
    }

    /// <summary>The template.</summary>
    public string Format { get; }

    /// <summary>What goes into the template.</summary>
    public abstract IEnumerable<object?> Parameters();

    /// <inheritdoc />
    public override string ToString() => Formatter.Format(Format, [.. Parameters()]);
}
