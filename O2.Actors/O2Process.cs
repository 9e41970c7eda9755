using Akka.Actor;
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
    private int _disposed;
    private volatile bool _stopped;   // until all services have, their actors go on reading the clock and sending

    private O2Process(ProcessCore core, ActorSystem system, bool ownsSystem, GatewaySockets sockets)
    {
        Core = core;
        ActorSystem = system;
        _ownsSystem = ownsSystem;
        O2ProcessExtension.Attach(system, this);
        _ensemble = system.ActorOf(EnsembleActor.PropsFor(core, sockets), EnsembleActor.Name);
    }

    /// <summary>The actor system that the process lives in.</summary>
    public ActorSystem ActorSystem { get; }

    /// <summary>The name of the ensemble.</summary>
    public string Ensemble => Core.Options.Ensemble;

    /// <summary>The name of this process, <c>@public:internal:port</c>.</summary>
    public ProcessName Name => Core.Directory.OwnName;

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
    /// <exception cref="O2Exception">The network cannot be used, for example because the port is taken.</exception>
    public static async Task<O2Process> StartAsync(O2ProcessOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        cancellation.ThrowIfCancellationRequested();
        var environment = options.Environment ?? ProcessEnvironment.Real;
        var sockets = GatewaySockets.Open(environment.Transport, options);
        var system = options.ActorSystem ?? ActorSystem.Create("o2", environment.ActorConfig);
        var process = new O2Process(new ProcessCore(options, environment, sockets.Name), system, options.ActorSystem is null, sockets);
        try
        {
            await process._ensemble.Ask<EnsembleProtocol.Ready>(EnsembleProtocol.Start.Instance, cancellation).ConfigureAwait(false);
            return process;
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Leaves the ensemble: announces it, sends what waits (up to <see cref="O2ProcessOptions.DrainTimeout"/>), closes, and stops all services.</summary>
    /// <remarks>A second call does nothing and waits for nothing.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        // Order: stop announcing and taking work; drain; close gateways; stop actors; free the actor system.
        await _ensemble.GracefulStop(Core.Options.DrainTimeout + StopGrace, EnsembleProtocol.Leave.Instance).ConfigureAwait(false);
        _stopped = true;
        Core.Dispose();
        O2ProcessExtension.Detach(ActorSystem);
        if (_ownsSystem)
            await ActorSystem.Terminate().ConfigureAwait(false);
    }

    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);

    private ProcessCore Live
    {
        get
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            return Core;
        }
    }
}
