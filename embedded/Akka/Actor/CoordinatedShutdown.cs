using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Ends an actor system in phases: all tasks of a phase run together, and the next phase waits for them.</summary>
/// <remarks>Thread-safe. It runs once; running it again returns the same task.</remarks>
public sealed partial class CoordinatedShutdown : IExtension
{
    private static readonly string[] Phases =
    [
        PhaseBeforeServiceUnbind, PhaseServiceUnbind, PhaseServiceRequestsDone, PhaseServiceStop,
        PhaseBeforeClusterShutdown, PhaseClusterShardingShutdownRegion, PhaseClusterLeave, PhaseClusterExiting,
        PhaseClusterExitingDone, PhaseClusterShutdown, PhaseBeforeActorSystemTerminate, PhaseActorSystemTerminate,
    ];

    private readonly Lock _gate = new();
    private readonly List<(string Phase, string Name, Func<Task<Done>> Task)> _tasks = [];
    private readonly Config _config;
    private Task<Done>? _run;

    internal CoordinatedShutdown(ExtendedActorSystem system)
    {
        System = system;
        _config = system.Settings.Config.GetConfig("akka.coordinated-shutdown") ?? Config.Empty;
    }

    /// <summary>The actor system.</summary>
    public ExtendedActorSystem System { get; }

    /// <summary>Why it runs, or null while it does not.</summary>
    public Reason? ShutdownReason { get; private set; }

    /// <summary>The time that all phases together may take.</summary>
    public TimeSpan TotalTimeout => TimeSpan.FromTicks(Phases.Sum(phase => Timeout(phase).Ticks));

    /// <summary>The coordinated shutdown of an actor system.</summary>
    public static CoordinatedShutdown Get(ActorSystem sys) => sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    /// <summary>Adds a task to a phase. Once the phase has begun it is too late.</summary>
    /// <param name="phase">One of the constants of this class.</param>
    /// <param name="taskName">For the log.</param>
    /// <param name="task">Starts the task.</param>
    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        if (!Phases.Contains(phase))
            throw new ConfigurationException($"Unknown phase [{phase}], known phases are [{string.Join(",", Phases)}].");
        lock (_gate)
            _tasks.Add((phase, taskName, task));
    }

    /// <summary>The time that a phase may take; its tasks are then left behind.</summary>
    public TimeSpan Timeout(string phase) =>
        _config.GetTimeSpan($"phases.{phase}.timeout", _config.GetTimeSpan("default-phase-timeout"), allowInfinite: false);

    /// <summary>Runs the phases.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="fromPhase">The first phase to run, or null for all.</param>
    /// <returns>Ends with the last phase.</returns>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        lock (_gate)
        {
            if (_run is not null)
                return _run;
            ShutdownReason = reason;
            var first = fromPhase is null ? 0 : Array.IndexOf(Phases, fromPhase);
            if (first < 0)
                throw new ConfigurationException($"Unknown phase [{fromPhase}].");
            return _run = Task.Run(() => RunPhases(Phases[first..]));
        }
    }

    private async Task<Done> RunPhases(string[] phases)
    {
        foreach (var phase in phases)
        {
            List<(string Phase, string Name, Func<Task<Done>> Task)> tasks;
            lock (_gate)
                tasks = _tasks.FindAll(one => one.Phase == phase);
            await RunPhase(phase, tasks).ConfigureAwait(false);
        }
        return Done.Instance;
    }

    private async Task RunPhase(string phase, List<(string Phase, string Name, Func<Task<Done>> Task)> tasks)
    {
        System.Log.Debug("Performing phase [{0}] with [{1}] tasks.", phase, tasks.Count);
        try
        {
            await Task.WhenAll(tasks.Select(one => RunTask(phase, one.Name, one.Task))).WaitAsync(Timeout(phase)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            System.Log.Warning("Coordinated shutdown phase [{0}] timed out after {1}.", phase, Timeout(phase));
        }
    }

    private async Task RunTask(string phase, string name, Func<Task<Done>> task)
    {
        try
        {
            await task().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            System.Log.Warning(e, "Task [{0}] failed in phase [{1}].", name, phase);
        }
    }
}
