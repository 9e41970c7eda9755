using System.Runtime.CompilerServices;
using Akka.Actor;
using O2.Protocol;

namespace O2.Actors.TestKit;

/// <summary>An ensemble of whole O2 processes in one test: on virtual machines, joined by a virtual network, in virtual time.</summary>
/// <remarks>
/// <para>
/// Nothing happens until the test calls <see cref="Advance"/> or <see cref="RunUntil"/>, and then all of it on the calling thread: sockets, timers and
/// actors of all processes. An hour passes as fast as its work is done, and one seed gives one history.
/// </para>
/// <code>
/// using var ensemble = new EnsembleFixture(seed: 7);
/// ensemble.Network.Conditions = new LinkConditions { Latency = 0.002, Jitter = 0.001, Loss = 0.01 };
/// O2Process conductor = ensemble.Start(), player = ensemble.Start();
/// conductor.BecomeClockReference();
/// player.AddMethod("/drum/hit", "i", m => hits.Add(m.Int32(0)));
/// ensemble.RunUntil(() => conductor.Status("drum") == ServiceStatus.Remote);
/// conductor.SendReliable("/drum/hit", conductor.Now + 0.5, 38);
/// ensemble.Advance(1);
/// </code>
/// <para>
/// Do not await what only happens in virtual time: leave by <see cref="Stop"/>, wait for tasks by <see cref="Run{T}"/>. Not thread-safe.
/// </para>
/// </remarks>
public sealed class EnsembleFixture : IDisposable
{
    private static readonly TimeSpan PoolDelay = TimeSpan.FromMilliseconds(1);
    private const int MaxPoolDelays = 30_000;

    private readonly ActorPump _pump;
    private readonly Dictionary<O2Process, VirtualMachine> _processes = [];

    /// <summary>Makes an ensemble without processes.</summary>
    /// <param name="seed">Decides everything that is random: delays, losses, pauses.</param>
    /// <param name="name">The name of the ensemble.</param>
    public EnsembleFixture(int seed = 1, string name = "test")
    {
        Name = name;
        Clock = new VirtualClock();
        Network = new VirtualNetwork(Clock, seed);
        _pump = new ActorPump(Clock);
    }

    /// <summary>The name of the ensemble.</summary>
    public string Name { get; }

    /// <summary>What decides everything that is random.</summary>
    public int Seed => Network.Seed;

    /// <summary>The clock of the simulation. Each machine has its own besides.</summary>
    public VirtualClock Clock { get; }

    /// <summary>The network: its conditions, cuts and machines.</summary>
    public VirtualNetwork Network { get; }

    /// <summary>The processes that run.</summary>
    public IReadOnlyCollection<O2Process> Processes => _processes.Keys;

    /// <summary>Runs a test with several seeds; a failure names the seed, so that it can be repeated.</summary>
    /// <param name="seeds">The seeds.</param>
    /// <param name="test">The test; the fixture is disposed after it.</param>
    /// <exception cref="EnsembleFailureException">The test failed; it tells the seed, and has the failure as its inner exception.</exception>
    public static void ForSeeds(IEnumerable<int> seeds, Action<EnsembleFixture> test)
    {
        foreach (int seed in seeds)
        {
            using var ensemble = new EnsembleFixture(seed);
            try
            {
                test(ensemble);
            }
            catch (Exception e)
            {
                throw new EnsembleFailureException($"Failed with seed {seed}, after {ensemble.Elapsed:F6} s: {e.Message}", e);
            }
        }
    }

    /// <summary>Starts a process on a machine of its own.</summary>
    /// <param name="options">Its options; null for the defaults. The ensemble's name, the clock and the network are put in.</param>
    /// <returns>The process. It has not found others yet: that takes time.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public O2Process Start(O2ProcessOptions? options = null) => Start(Network.AddMachine(), options);

    /// <summary>Starts a process.</summary>
    /// <param name="machine">The machine that it runs on, one of <see cref="Network"/>.</param>
    /// <param name="options">Its options; null for the defaults. Clock, network and actor system are put in, and the ensemble's name if there are none.</param>
    /// <returns>The process. It has not found others yet: that takes time. Time passes only if it asks for its public address.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="O2Exception">The port is taken on that machine.</exception>
    public O2Process Start(VirtualMachine machine, O2ProcessOptions? options = null)
    {
        options ??= new O2ProcessOptions { Ensemble = Name };
        // An actor system waits for its loggers when it is made: make it elsewhere, and let them run here.
        ActorSystem system = AwaitWithoutTime(Task.Run(() => ActorSystem.Create("o2", _pump.Config + ProcessActorSystem.Config)));
        bool isOnline = false;
        Task<O2Process> start = O2Process.StartAsync(options with
        {
            ActorSystem = system,
            Environment = new ProcessEnvironment
            {
                Clock = machine.Clock,
                Transport = machine.Transport,
                Background = new PumpedBackground(_pump),
                WatchAddresses = machine.WatchAddress,
                CreateMdnsClient = _ => new VirtualMdnsClient(machine),
                CreateMqttClient = (environment, setup, actors) => new OwnMqttClient(environment, setup, actors),
                ActorConfig = "",
                NewSeed = () =>
                {
                    isOnline = true;   // its gateway needs a seed
                    return Network.NextSeed();
                },
            },
        });
        if (options.Network >= NetworkScope.Internet)
            RunUntil(() => isOnline || start.IsCompleted, limit: 60, "the public address is known, or nobody has told it in time");
        O2Process process = AwaitWithoutTime(start);
        _processes.Add(process, machine);
        return process;
    }

    /// <summary>Lets a process leave the ensemble in order, in as much virtual time as that takes.</summary>
    /// <param name="process">The process; one that has left is left alone.</param>
    public void Stop(O2Process process)
    {
        if (!_processes.Remove(process))
            return;
        bool hasEnded = false;
        process.ActorSystem.ActorOf(EndWatch.PropsFor($"/user/{EnsembleActor.Name}", () => hasEnded = true));
        Clock.Advance(0);
        Task leave = process.DisposeAsync().AsTask();
        RunUntil(() => hasEnded, limit: 60, $"the actors of {process.Name} have ended");
        AwaitWithoutTime(leave);
        AwaitWithoutTime(process.ActorSystem.Terminate());
    }

    /// <summary>The machine on which a process runs.</summary>
    /// <param name="process">A process that runs.</param>
    /// <returns>The machine.</returns>
    /// <exception cref="KeyNotFoundException">The process does not run here.</exception>
    public VirtualMachine MachineOf(O2Process process) => _processes[process];

    /// <summary>Lets time pass.</summary>
    /// <param name="seconds">How much, 0 or more; 0 lets the actors do what they have to do now.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seconds"/> is negative, or not finite.</exception>
    public void Advance(double seconds) => Clock.Advance(seconds);

    /// <summary>Lets time pass until a condition holds; it is looked at after every single thing that happens.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="limit">How much virtual time may pass, in seconds.</param>
    /// <param name="what">What is waited for; the text of the condition by default.</param>
    /// <returns>How much virtual time has passed, in seconds.</returns>
    /// <exception cref="EnsembleFailureException">It does not hold in time; it tells the seed and the state of the ensemble.</exception>
    public double RunUntil(Func<bool> condition, double limit = 30, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        LocalTime start = Clock.Now, end = start + limit;
        Clock.Advance(0);
        while (!condition())
        {
            if (Clock.NextEvent > end)
                throw new EnsembleFailureException($"Seed {Seed}: not within {limit} s: {what}. {Describe()}");
            Clock.AdvanceToNextEvent();
        }
        return Clock.Now - start;
    }

    /// <summary>Lets time pass until a task has ended.</summary>
    /// <typeparam name="T">The type of its result.</typeparam>
    /// <param name="task">The task, for example that of <see cref="O2Process.SendAsync"/>.</param>
    /// <param name="limit">How much virtual time may pass, in seconds.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="EnsembleFailureException">It does not end in time; it tells the seed and the state of the ensemble.</exception>
    /// <remarks>
    /// What throws in the task is thrown. A task that waits for O2 alone ends at a moment that the seed decides; one that uses the thread pool besides is given
    /// a millisecond of real time before each step of virtual time.
    /// </remarks>
    public T Run<T>(Task<T> task, double limit = 30)
    {
        RunUntil(() => HasEnded(task), limit, "the task has ended");
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Stops all processes in order, and ends the simulation.</summary>
    public void Dispose()
    {
        Network.Heal();
        foreach (O2Process process in _processes.Keys.Reverse().ToArray())
            Stop(process);
        _pump.Dispose();
    }

    private double Elapsed => Clock.Now.Seconds - VirtualClock.StartSeconds;

    /// <summary>Waits for a task that needs turns of actors and the thread pool, but no virtual time.</summary>
    private T AwaitWithoutTime<T>(Task<T> task)
    {
        AwaitWithoutTime((Task)task);
        return task.GetAwaiter().GetResult();
    }

    private void AwaitWithoutTime(Task task)
    {
        for (int i = 0; i < MaxPoolDelays; i++)
        {
            Clock.Advance(0);
            if (!HasEnded(task))
                continue;
            task.GetAwaiter().GetResult();
            return;
        }
        throw new EnsembleFailureException($"Seed {Seed}: a process hangs. {Describe()}");
    }

    /// <summary>Looks whether a task has ended, and gives the thread pool a moment to end it.</summary>
    private static bool HasEnded(Task task) => task.IsCompleted || Task.WaitAny([task], PoolDelay) == 0;

    private string Describe() =>
        $"After {Elapsed:F6} s: " + string.Join("; ", _processes.Keys.Select(p =>
            $"{p.Name} knows {p.Processes().Count} processes and {p.Services().Count} services, {(p.ClockState.IsSynchronized ? "has" : "has no")} global time"));
}
