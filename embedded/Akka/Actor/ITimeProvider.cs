namespace Akka.Actor;

/// <summary>The clocks of a scheduler.</summary>
public interface ITimeProvider
{
    /// <summary>The time of day; may jump.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The time since some moment; never goes back.</summary>
    TimeSpan MonotonicClock { get; }

    /// <summary>As <see cref="MonotonicClock"/>, as fine as the machine can.</summary>
    TimeSpan HighResMonotonicClock { get; }
}
