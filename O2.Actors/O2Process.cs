using Akka.Actor;
using Akka.Event;
using O2.Protocol;

namespace O2.Actors;

/// <summary>One participant of an ensemble: offers services, sends messages, shares the ensemble's clock.</summary>
/// <remarks>
/// Thread-safe: every member may be called from any thread, from actors and from handlers. No member waits for the network except those
/// that return a task. Members of a disposed process throw <see cref="ObjectDisposedException"/>. See <c>docs/architecture.md</c>.
/// </remarks>
public sealed partial class O2Process : IAsyncDisposable
{
    private readonly IActorRef _ensemble;
    private readonly bool _ownsSystem;
    private readonly Lazy<Task> _end;
    private volatile bool _stopped;   // until all services have, their actors go on reading the clock and sending

    private O2Process(ProcessCore core, ActorSystem system, bool ownsSystem, GatewaySockets sockets)
    {
        Core = core;
        ActorSystem = system;
        _ownsSystem = ownsSystem;
        _end = new Lazy<Task>(LeaveAsync);
        O2ProcessExtension.Attach(system, this);
        try
        {
            _ensemble = system.ActorOf(EnsembleActor.PropsFor(core, sockets), EnsembleActor.Name);
        }
        catch
        {
            O2ProcessExtension.Detach(system);
            throw;
        }
    }

    /// <summary>The actor system that the process lives in.</summary>
    public ActorSystem ActorSystem { get; }

    /// <summary>The name of the ensemble.</summary>
    public string Ensemble => Core.Options.Ensemble;

    /// <summary>The name of this process, <c>@public:internal:port</c>. It changes with the machine's address; see <see cref="ProcessRenamed"/>.</summary>
    public ProcessName Name => Core.Directory.OwnName;

    /// <summary>The UDP port at which this process receives. It may change with <see cref="Name"/>.</summary>
    public int UdpPort => Core.UdpPort;

    internal ProcessCore Core { get; }

    /// <summary>Joins an ensemble with default options.</summary>
    /// <param name="ensemble">Name of the ensemble, 1 to 63 bytes.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <returns>The process; it listens and announces itself, and finds others from now on.</returns>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    /// <exception cref="O2Exception">The network cannot be used.</exception>
    public static Task<O2Process> StartAsync(string ensemble, CancellationToken cancellation = default) =>
        StartAsync(new O2ProcessOptions { Ensemble = ensemble }, cancellation);

    /// <summary>Joins an ensemble.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <returns>The process; it listens and announces itself, and finds others from now on.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The actor system of the options has a process already, or has ended.</exception>
    /// <exception cref="O2Exception">The network cannot be used, for example because the port is taken; or a part of the process could not be started.</exception>
    public static async Task<O2Process> StartAsync(O2ProcessOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        cancellation.ThrowIfCancellationRequested();
        var process = Create(options, options.Environment ?? ProcessEnvironment.CreateReal(options.RealTime));
        try
        {
            await process._ensemble.Ask<EnsembleProtocol.Ready>(EnsembleProtocol.Start.Instance, StartLimit, cancellation).ConfigureAwait(false);
            return process;
        }
        catch (Exception e)
        {
            await process.DisposeAsync().ConfigureAwait(false);
            if (e is AskTimeoutException)
                throw new O2Exception($"The actor system '{process.ActorSystem.Name}' does not run the process; has it ended?", e);
            throw;
        }
    }

    /// <summary>Leaves the ensemble: announces it, sends what waits (up to <see cref="O2ProcessOptions.DrainTimeout"/>), closes, and stops all services.</summary>
    /// <remarks>
    /// A further call waits for the same end. A service that does not return from a handler is waited for at most 10 s longer and then left behind.
    /// </remarks>
    public ValueTask DisposeAsync() => new(_end.Value);

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);

    private ProcessCore Live
    {
        get
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            return Core;
        }
    }

    /// <summary>Opens the sockets and makes the actors; leaves nothing behind when that fails.</summary>
    private static O2Process Create(O2ProcessOptions options, ProcessEnvironment environment)
    {
        var sockets = GatewaySockets.Open(environment.Transport, options);
        ActorSystem? own = null;
        try
        {
            own = options.ActorSystem is null ? ActorSystem.Create("o2", environment.ActorConfig) : null;
            var system = own ?? options.ActorSystem!;
            return new O2Process(new ProcessCore(options, environment, sockets.Name, system.Log), system, own is not null, sockets);
        }
        catch
        {
            sockets.Dispose();
            own?.Terminate();
            throw;
        }
    }

    /// <summary>Order: stop announcing; drain; close gateways; stop actors; free the actor system.</summary>
    private async Task LeaveAsync()
    {
        bool isStopped = true;
        try
        {
            await _ensemble.GracefulStop(Core.Options.DrainTimeout + StopGrace, EnsembleProtocol.Leave.Instance).ConfigureAwait(false);
        }
        catch (TaskCanceledException)
        {
            isStopped = false;
            ActorSystem.Log.Warning("Process [{0}] has left, but a service of it does not return from its handler; it is left behind.", Name);
        }

        _stopped = true;
        Core.Dispose();
        if (_ownsSystem)
        {
            var end = ActorSystem.Terminate();
            if (isStopped)
                await end.ConfigureAwait(false);
        }
        else if (isStopped)
        {
            await WaitUntilNameIsFreeAsync().ConfigureAwait(false);
        }

        O2ProcessExtension.Detach(ActorSystem);
    }

    /// <summary>The guardian of the user's actors hears of an end before others do, but may not have acted on it; when it answers, it has.</summary>
    private Task WaitUntilNameIsFreeAsync() => Task.WhenAny(
        ActorSystem.ActorSelection("/user").Ask<ActorIdentity>(new Identify(null), StopGrace), ActorSystem.WhenTerminated);
}
