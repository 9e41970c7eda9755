using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>Makes event filters: they take log events that a test expects, so that these are not printed.</summary>
public class EventFilterFactory
{
    private readonly TestKitBase _testKit;
    private readonly ActorSystem _system;

    internal EventFilterFactory(TestKitBase testkit, ActorSystem system)
    {
        _testKit = testkit;
        _system = system;
    }

    /// <summary>Takes errors that are about an exception of a class; text and source narrow it.</summary>
    /// <param name="message">The whole text.</param>
    /// <param name="start">The beginning of the text.</param>
    /// <param name="contains">A part of the text.</param>
    /// <param name="source">Who logs it: the path of an actor or a name.</param>
    public IEventFilterApplier Exception<TException>(string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    /// <inheritdoc cref="Exception{TException}(string?, string?, string?, string?)" />
    public IEventFilterApplier Exception(
        Type exceptionType, string? message = null, string? start = null, string? contains = null, string? source = null, bool checkInnerExceptions = false)
    {
        var text = EventFilterRule.Text(message, start, contains, source);
        return Create(logEvent => logEvent is Error && IsAbout(logEvent.Cause, exceptionType, checkInnerExceptions) && text(logEvent));
    }

    /// <summary>Takes errors that are about an exception of a class and whose text matches.</summary>
    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception
    {
        var text = EventFilterRule.Pattern(pattern, source);
        return Create(logEvent => logEvent is Error && logEvent.Cause is TException && text(logEvent));
    }

    /// <summary>Takes errors; text and source narrow it.</summary>
    /// <inheritdoc cref="Exception{TException}(string?, string?, string?, string?)" />
    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.ErrorLevel, message, start, contains, source);

    /// <summary>Takes errors whose text matches.</summary>
    public IEventFilterApplier Error(Regex pattern, string? source = null) => ForLogLevel(LogLevel.ErrorLevel, pattern, source);

    /// <summary>Takes warnings; text and source narrow it.</summary>
    /// <inheritdoc cref="Exception{TException}(string?, string?, string?, string?)" />
    public IEventFilterApplier Warning(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.WarningLevel, message, start, contains, source);

    /// <summary>Takes warnings whose text matches.</summary>
    public IEventFilterApplier Warning(Regex pattern, string? source = null) => ForLogLevel(LogLevel.WarningLevel, pattern, source);

    /// <summary>Takes info messages; text and source narrow it.</summary>
    /// <inheritdoc cref="Exception{TException}(string?, string?, string?, string?)" />
    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.InfoLevel, message, start, contains, source);

    /// <summary>Takes info messages whose text matches.</summary>
    public IEventFilterApplier Info(Regex pattern, string? source = null) => ForLogLevel(LogLevel.InfoLevel, pattern, source);

    /// <summary>Takes debug messages; text and source narrow it.</summary>
    /// <inheritdoc cref="Exception{TException}(string?, string?, string?, string?)" />
    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.DebugLevel, message, start, contains, source);

    /// <summary>Takes debug messages whose text matches.</summary>
    public IEventFilterApplier Debug(Regex pattern, string? source = null) => ForLogLevel(LogLevel.DebugLevel, pattern, source);

    /// <summary>Takes log events of a level; text and source narrow it.</summary>
    /// <inheritdoc cref="Exception{TException}(string?, string?, string?, string?)" />
    public IEventFilterApplier ForLogLevel(
        LogLevel logLevel, string? message = null, string? start = null, string? contains = null, string? source = null)
    {
        var text = EventFilterRule.Text(message, start, contains, source);
        return Create(logEvent => logEvent.LogLevel() == logLevel && text(logEvent));
    }

    /// <summary>Takes log events of a level whose text matches.</summary>
    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null)
    {
        var text = EventFilterRule.Pattern(pattern, source);
        return Create(logEvent => logEvent.LogLevel() == logLevel && text(logEvent));
    }

    /// <summary>Takes log events that satisfy a predicate.</summary>
    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Create(predicate);

    /// <summary>Takes dead letters.</summary>
    public IEventFilterApplier DeadLetter() => DeadLetter<object>();

    /// <summary>Takes dead letters of one type.</summary>
    /// <param name="source">The path of the actor that should have had it.</param>
    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) => DeadLetter<TMessage>(_ => true, source);

    /// <summary>Takes dead letters of one type that satisfy a predicate.</summary>
    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) => Create(logEvent =>
        logEvent.Message is TestEventListener.DeadLetterMessage { Letter.Message: TMessage message }
        && isMatch(message) && (source is null || source == logEvent.LogSource));

    private static bool IsAbout(Exception? cause, Type exceptionType, bool checkInner) =>
        exceptionType.IsInstanceOfType(cause) || (checkInner && cause is not null && IsAbout(cause.InnerException, exceptionType, true));

    private EventFilterApplier Create(Predicate<LogEvent> matches) => new(_testKit, _system, new EventFilterRule(matches));
}
