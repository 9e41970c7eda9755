namespace Akka.Event;

/// <summary>Makes the text of a log message from its template.</summary>
public interface ILogMessageFormatter
{
    /// <summary>Puts the arguments into the template.</summary>
    string Format(string format, params object?[] args);

    /// <inheritdoc cref="Format(string, object?[])" />
    string Format(string format, IEnumerable<object?> args);
}
