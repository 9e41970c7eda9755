namespace Akka.Event;

/// <summary>Marks messages that vanish quietly when they cannot be delivered.</summary>
public interface IDeadLetterSuppression
{
}
