using Akka.Event;

namespace Akka.TestKit;

/// <summary>The logger of an actor system under test: it prints what no event filter takes.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<IEventFilter> _filters = [];

    /// <inheritdoc />
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                var bus = (EventStream)initialize.LoggingBus;
                bus.Subscribe<MuteCommand>(Self);
                bus.Subscribe<UnmuteCommand>(Self);
                bus.Subscribe<DeadLetter>(Self);
                return base.Receive(message);
            case MuteCommand(var filters):
                _filters.AddRange(filters);
                return true;
            case UnmuteCommand(var filters):
                _filters.RemoveAll(filters.Contains);
                return true;
            case DeadLetter letter:
                var text = new DeadLetterMessage(letter);
                IsFiltered(new Warning(letter.Recipient.Path.ToString(), letter.Message.GetType(), text));
                return true;
            case LogEvent logEvent when IsFiltered(logEvent):
                return true;
            default:
                return base.Receive(message);
        }
    }

    private bool IsFiltered(LogEvent logEvent) => _filters.Exists(filter => filter.Apply(logEvent));

    /// <summary>Published by event filters: take their events from now on.</summary>
    internal sealed record MuteCommand(IReadOnlyCollection<IEventFilter> Filters);

    /// <summary>Published by event filters: they are done.</summary>
    internal sealed record UnmuteCommand(IReadOnlyCollection<IEventFilter> Filters);

    /// <summary>The message of the log event that stands for a dead letter.</summary>
    internal sealed record DeadLetterMessage(DeadLetter Letter);
}
