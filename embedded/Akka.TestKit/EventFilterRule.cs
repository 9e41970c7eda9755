using System.Text.RegularExpressions;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>Takes log events of a level whose exception, text and source match, and counts them.</summary>
internal sealed class EventFilterRule(Predicate<LogEvent> matches) : IEventFilter
{
    private int _count;

    /// <summary>How many events it has taken.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Called for each event that it takes.</summary>
    public event Action? Matched;

    /// <summary>Matches the text of an event; nothing given matches all.</summary>
    public static Predicate<LogEvent> Text(string? message, string? start, string? contains, string? source) => logEvent =>
    {
        var text = logEvent.Message.ToString() ?? "";
        return (message is null || text == message)
            && (start is null || text.StartsWith(start, StringComparison.Ordinal))
            && (contains is null || text.Contains(contains, StringComparison.Ordinal))
            && (source is null || source == logEvent.LogSource);
    };

    /// <summary>Matches the text of an event by a pattern.</summary>
    public static Predicate<LogEvent> Pattern(Regex pattern, string? source) => logEvent =>
        pattern.IsMatch(logEvent.Message.ToString() ?? "") && (source is null || source == logEvent.LogSource);

    /// <inheritdoc />
    public bool Apply(LogEvent logEvent)
    {
        if (!matches(logEvent))
            return false;
        Interlocked.Increment(ref _count);
        Matched?.Invoke();
        return true;
    }
}
