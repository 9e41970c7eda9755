using Akka.Actor;
using O2.Discovery;

namespace O2.Actors;

/// <summary>What a process takes from the outside world. The test kit replaces all of it by virtual things, so that a seed decides what happens.</summary>
internal sealed record ProcessEnvironment
{
    private static readonly SystemClock MachineClock = new();

    /// <summary>The machine's clock and network, as one process uses them.</summary>
    /// <param name="isRealTime">See <see cref="O2ProcessOptions.RealTime"/>.</param>
    public static ProcessEnvironment CreateReal(bool isRealTime)
    {
        if (isRealTime)
        {
            var busy = new BusyLoop();
            return Create(new BusyClock(MachineClock, busy), new LoopTransport(busy, MachineClock), busy);
        }

        if (!EpollLoop.IsSupported)
            return Create(MachineClock, SocketTransport.Instance, null);
        var epoll = new EpollLoop();
        return Create(MachineClock, new LoopTransport(epoll, MachineClock), epoll);
    }

    /// <summary>Local time, and timers on it.</summary>
    public required IProcessClock Clock { get; init; }

    /// <summary>The network, but for multicast DNS.</summary>
    public required ITransport Transport { get; init; }

    /// <summary>The thread pool.</summary>
    public required IBackground Background { get; init; }

    /// <summary>Calls an action after each change of the machine's addresses, on any thread, until the result is disposed.</summary>
    public required Func<Action, IDisposable> WatchAddresses { get; init; }

    /// <summary>The thread that serves the sockets, which ends with the process; null when others do.</summary>
    public SocketLoop? SocketThread { get; init; }

    /// <summary>Makes a multicast DNS client.</summary>
    public required Func<MdnsClientOptions, IMdnsClient> CreateMdnsClient { get; init; }

    /// <summary>Makes an MQTT client; it may make an actor.</summary>
    public required Func<ProcessEnvironment, MqttSetup, IActorRefFactory, IMqttClient> CreateMqttClient { get; init; }

    /// <summary>Configuration (HOCON) of the actor system that a process makes for itself.</summary>
    public required string ActorConfig { get; init; }

    /// <summary>Seeds what is random in a process: the jitter of its pauses.</summary>
    public required Func<int> NewSeed { get; init; }

    private static ProcessEnvironment Create(IProcessClock clock, ITransport transport, SocketLoop? socketThread) => new()
    {
        Clock = clock,
        Transport = transport,
        SocketThread = socketThread,
        Background = ThreadPoolBackground.Instance,
        WatchAddresses = AddressNotices.Watch,
        CreateMdnsClient = DependencyDefaults.CreateMdnsClient,
        CreateMqttClient = DependencyDefaults.CreateMqttClient,
        ActorConfig = ProcessActorSystem.Config,
        NewSeed = () => Random.Shared.Next(),
    };
}
