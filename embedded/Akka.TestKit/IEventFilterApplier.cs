namespace Akka.TestKit;

/// <summary>Demands a number of log events while some code runs.</summary>
public interface IEventFilterApplier
{
    /// <summary>Demands one event.</summary>
    void ExpectOne(Action action, CancellationToken cancellationToken = default);

    /// <summary>Demands one event within a time.</summary>
    void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>Demands one event.</summary>
    Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Demands one event within a time.</summary>
    Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <summary>Demands a number of events; zero demands that there are none.</summary>
    void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default);

    /// <summary>Demands a number of events within a time.</summary>
    void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>Demands a number of events; zero demands that there are none.</summary>
    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Demands a number of events within a time.</summary>
    Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <summary>Takes events, however many, while some code runs.</summary>
    void Mute(Action action, CancellationToken cancellationToken = default);

    /// <summary>Takes events, however many, while some code runs.</summary>
    Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default);
}
