using Akka.Event;
using O2.Protocol;

namespace O2.Actors;

/// <summary>The shared parts of one process that sends and deliveries touch from any thread: clock, directory, router, scheduler, events.</summary>
/// <remarks>Made once at start, disposed once at the end; its members are thread-safe. The actors hold it; users see <see cref="O2Process"/>.</remarks>
internal sealed class ProcessCore : IDisposable
{
    private const int DropEventsPerSecond = 1000;
    private readonly RateLimit _dropEvents = new(DropEventsPerSecond, DropEventsPerSecond);
    private volatile int _udpPort;
    private volatile BrokerState? _broker;

    public ProcessCore(O2ProcessOptions options, ProcessEnvironment environment, ProcessName name, ILoggingAdapter log)
    {
        Options = options;
        Environment = environment;
        Events = new EventHub(environment.Background);
        Warnings = new Warnings(this, log);
        ProcessClock = new ProcessClock(this);
        Router = new Router(this);
        Directory = new DirectoryKeeper(this, name);
        Scheduler = new MessageScheduler(this);
        OscClock = new OscClock(this);
        SystemEndpoint = new SystemEndpoint(this);
        if (environment.SocketThread is { } loop)
            loop.Failed = failure => log.Error(failure, "What a socket or timer brought could not be handled; that connection is closed, the others go on.");
    }

    public O2ProcessOptions Options { get; }

    public ProcessEnvironment Environment { get; }

    public IProcessClock Clock => Environment.Clock;

    /// <summary>This process's part in the ensemble's clock.</summary>
    public ProcessClock ProcessClock { get; }

    /// <summary>The line from local to global time.</summary>
    public GlobalClock GlobalClock => ProcessClock.Global;

    public EventHub Events { get; }

    public DirectoryKeeper Directory { get; }

    public Router Router { get; }

    public MessageScheduler Scheduler { get; }

    public SystemEndpoint SystemEndpoint { get; }

    /// <summary>The UDP port of this process; written by <see cref="EnsembleActor"/> when it joins.</summary>
    public int UdpPort
    {
        get => _udpPort;
        set => _udpPort = value;
    }

    /// <summary>How this process stands to its broker; null when it uses none. Written by <see cref="BrokerActor"/>.</summary>
    public BrokerState? Broker
    {
        get => _broker;
        set => _broker = value;
    }

    /// <summary>How the time tags of OSC stand to the ensemble's time.</summary>
    public OscClock OscClock { get; }

    public BridgeRegistry Bridges { get; } = new();

    /// <summary>Serves O2lite clients; null when this process does not.</summary>
    public LiteHost? LiteHost => Bridges.LiteHost;

    public MessageCounters Counters { get; } = new();

    /// <summary>Log lines about what others do wrong.</summary>
    public Warnings Warnings { get; }

    /// <summary>The ensemble's time, or <see cref="GlobalTime.Unknown"/>.</summary>
    public GlobalTime Now => GlobalClock.At(Clock.Now);

    /// <summary>Seconds by which a message with this time is late now; 0 when it has no time or the clock is unknown.</summary>
    public double LatenessOf(GlobalTime time) => time.IsImmediate || !GlobalClock.IsSynchronized ? 0 : Math.Max(0, Now - time);

    /// <summary>Counts a dropped message, says so in the log, and reports it to those who listen.</summary>
    /// <remarks>Messages may be dropped as fast as the network goes: then not every one is in the log, nor, when others sent them, reported. Every one is counted.</remarks>
    public void Drop(DropReason reason, O2Message message, MessageSource source)
    {
        Counters.CountDrop(reason);
        Warnings.Dropped(reason, message, source.Sender ?? "this process");
        if (Events.HasListeners && (source.Sender is null || _dropEvents.TryPass(Clock.Now, out _)))
            Events.Publish(new MessageDropped(reason, message));
    }

    /// <summary>Takes a service that failed for good out of the ensemble. Does nothing the second time.</summary>
    public void Withdraw(LocalService service)
    {
        if (Directory.RemoveLocal(service))
            Events.Publish(new ServiceWithdrawn(service.Name));
    }

    public void Dispose()
    {
        Scheduler.Flush();
        Events.Complete();
        Environment.SocketThread?.Dispose();
    }
}
