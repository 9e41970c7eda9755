using System.Collections.Concurrent;
using System.Globalization;
using Akka.Dispatch;

namespace O2.Actors.TestKit;

/// <summary>Runs the actors of a simulation, turn by turn, on the thread that advances the virtual clock.</summary>
/// <remarks>
/// Actor systems made with <see cref="Config"/> have a dispatcher that queues turns here, and a scheduler on the virtual clock. The configuration
/// can only name types, so these find their pump by its number.
/// </remarks>
internal sealed class ActorPump : IDisposable
{
    /// <summary>Where the number stands in the configuration.</summary>
    private const string NumberPath = "o2-simulation";

    /// <summary>After so many turns in no time, time passes: an actor that never stops sending to itself must not stop the world.</summary>
    private const int MaxTurnsAtOnce = 1_000;

    private const double PauseSeconds = 0.001;

    private static readonly ConcurrentDictionary<int, ActorPump> All = new();
    private static int _lastNumber;

    private readonly int _number = Interlocked.Increment(ref _lastNumber);
    private readonly ConcurrentQueue<IRunnable> _turns = new();

    public ActorPump(VirtualClock clock)
    {
        Clock = clock;
        clock.Settle = RunAll;
        All[_number] = this;
    }

    public VirtualClock Clock { get; }

    /// <summary>The configuration (HOCON) of actor systems that run here, to be put before that of O2 processes.</summary>
    public string Config => string.Create(CultureInfo.InvariantCulture, $$"""
        {{NumberPath}} = {{_number}}
        akka {
          logger-async-start = on  # who starts a system pumps its loggers only afterwards
          actor {
            default-dispatcher.type = "O2.Actors.TestKit.PumpedDispatcherConfigurator, O2.Actors.TestKit"
            internal-dispatcher.type = "O2.Actors.TestKit.PumpedDispatcherConfigurator, O2.Actors.TestKit"
          }
          scheduler.implementation = "O2.Actors.TestKit.VirtualScheduler, O2.Actors.TestKit"
        }
        """);

    /// <summary>The pump that the configuration of an actor system names.</summary>
    public static ActorPump Of(Akka.Configuration.Config systemConfig) => All[systemConfig.GetInt(NumberPath)];

    /// <summary>Queues a turn. From any thread.</summary>
    public void Add(IRunnable turn) => _turns.Enqueue(turn);

    public void Dispose()
    {
        Clock.Settle = null;
        All.TryRemove(_number, out _);
    }

    private void RunAll()
    {
        for (int i = 0; i < MaxTurnsAtOnce; i++)
        {
            if (!_turns.TryDequeue(out IRunnable? turn))
                return;
            turn.Run();
        }
        Clock.Schedule(Clock.Now + PauseSeconds, () => { });
    }
}
