using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <content>What this process knows of its ensemble: clock, services, processes, events.</content>
public sealed partial class O2Process
{
    /// <summary>The ensemble's time now; <see cref="GlobalTime.Unknown"/> (-1, and so "at once" in a send) until the clock is synchronized.</summary>
    public GlobalTime Now => Live.Now;

    /// <summary>This process's own time now, in seconds from its start or earlier; it never jumps.</summary>
    public LocalTime LocalNow => Live.Clock.Now;

    /// <summary>How this process's clock stands to the ensemble's.</summary>
    public ClockState ClockState => Live.ProcessClock.State;

    /// <summary>Offers to be the ensemble's clock reference; with no other one active, this process is it when this returns.</summary>
    /// <param name="source">Seconds on a clock of the user's own (an audio device, say), called from any thread; null for the machine's
    /// monotonic clock. It is shifted so that the ensemble's time goes on without a step. While it throws or shows no number, time runs on as it did;
    /// what it throws is reported as a <see cref="ServiceFailure"/> of <c>_cs</c>.</param>
    /// <exception cref="ArgumentException">The source does not show a finite number now.</exception>
    /// <remarks>A process that was synchronized already continues the ensemble's time. Calling again changes the source.</remarks>
    public void BecomeClockReference(Func<double>? source = null) => Live.ProcessClock.OfferReference(source);

    /// <summary>The status of a service: that of its active provider.</summary>
    /// <param name="service">The service, or the name of a process.</param>
    /// <returns>0 and above: can be sent to. 4 and above: timed messages are kept until their moment.</returns>
    public ServiceStatus Status(string service) => Live.Directory.Snapshot.Status(service);

    /// <summary>Lists the active provider of every service, and every tap; sorted by name.</summary>
    public IReadOnlyList<ServiceListing> Services() => Live.Directory.Snapshot.List();

    /// <summary>Lists the other processes that this one is connected with.</summary>
    public IReadOnlyList<ProcessEntry> Processes() => [.. Live.Directory.Snapshot.Processes.OrderBy(p => p.Name)];

    /// <summary>Everything that happens from this call on, until the process ends or the enumeration is given up.</summary>
    /// <remarks>A reader that is more than 4096 events behind loses the oldest. One stream serves one reader.</remarks>
    public IAsyncEnumerable<O2Event> Events() => Live.Events.Subscribe();

    /// <summary>Sends each event to an actor from now on, as a message of its own type.</summary>
    /// <param name="subscriber">The actor; once it has stopped, the subscription ends.</param>
    public void Subscribe(IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        Live.Events.Subscribe(subscriber);
        _ensemble.Tell(new EnsembleProtocol.WatchSubscriber(subscriber));
    }

    /// <summary>Ends <see cref="Subscribe"/>.</summary>
    /// <param name="subscriber">The actor.</param>
    public void Unsubscribe(IActorRef subscriber) => Live.Events.Unsubscribe(subscriber);

    /// <summary>How many messages this process has dropped since its start for a reason.</summary>
    /// <param name="reason">The reason.</param>
    public long Dropped(DropReason reason) => Live.Counters.Drops(reason);
}
