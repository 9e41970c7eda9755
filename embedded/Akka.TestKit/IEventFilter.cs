using Akka.Event;

namespace Akka.TestKit;

/// <summary>Takes certain log events.</summary>
public interface IEventFilter
{
    /// <summary>Tells whether it takes an event.</summary>
    bool Apply(LogEvent logEvent);
}
