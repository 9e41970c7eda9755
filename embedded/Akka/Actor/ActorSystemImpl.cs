using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

/// <summary>The actor system.</summary>
internal sealed partial class ActorSystemImpl : ExtendedActorSystem
{
    private readonly RootActorRef _root;
    private readonly LocalActorRef _userGuardian, _systemGuardian;
    private readonly TaskCompletionSource _whenTerminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Action> _onTermination = [];
    private IActorRef? _deadLetterListener;
    private long _lastTempNumber;

    public ActorSystemImpl(string name, Config config)
    {
        CheckName(name);
        Name = name;
        Settings = new Settings(this, config);
        EventStream = new EventStream();
        EventStream.SetLogLevel(Logging.LogLevelFor(Settings.LogLevel));
        Log = Logging.GetLogger(EventStream, $"ActorSystem({name})");
        Scheduler = TypeNames.Create<IScheduler>(Settings.SchedulerClass, Settings.Config, Log);
        Dispatchers = new Dispatchers(new DefaultDispatcherPrerequisites(EventStream, Scheduler, Settings));

        var rootPath = new RootActorPath(new Address("akka", name));
        DeadLetters = new DeadLetterActorRef(this, rootPath / "deadLetters");
        _root = new RootActorRef(this, rootPath);
        _systemGuardian = CreateGuardian("system", SupervisorStrategy.DefaultStrategy);
        _userGuardian = CreateGuardian("user", UserGuardianStrategy());
    }

    public override string Name { get; }

    public override Settings Settings { get; }

    public override DeadLetterActorRef DeadLetters { get; }

    public override EventStream EventStream { get; }

    public override ILoggingAdapter Log { get; }

    public override IScheduler Scheduler { get; }

    public override Dispatchers Dispatchers { get; }

    public override Task WhenTerminated => _whenTerminated.Task;

    /// <summary>Starts guardians and loggers.</summary>
    public void Start()
    {
        _systemGuardian.Cell.Start();
        _userGuardian.Cell.Start();
        StartLoggers();
        CoordinatedShutdown.Get(this);
    }

    public override IActorRef ActorOf(Props props, string? name = null) => _userGuardian.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf(Props props, string? name = null) => _systemGuardian.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf<TActor>(string? name = null) => SystemActorOf(Props.Create<TActor>(), name);

    public override ActorSelection ActorSelection(ActorPath actorPath) => new(_root, actorPath.Elements);

    public override ActorSelection ActorSelection(string actorPath)
    {
        return ActorPath.TryParse(actorPath, out var path) ? ActorSelection(path) : new ActorSelection(_root, actorPath);
    }

    /// <summary>A path for a temporary receiver.</summary>
    public ActorPath TempPath() => _root.Path / "temp" / $"${Interlocked.Increment(ref _lastTempNumber)}";

    public override void Stop(IActorRef actor) => ActorRefBase.Of(actor).SendSystemMessage(new Dispatch.SysMsg.Terminate());

    public override Task Terminate()
    {
        if (Settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate"))
            CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        else
            FinalTerminate();
        return WhenTerminated;
    }

    /// <summary>Stops all actors: those of users, then those of the system.</summary>
    public void FinalTerminate()
    {
        if (_deadLetterListener is not null && !Settings.Config.GetBoolean("akka.log-dead-letters-during-shutdown"))
            Stop(_deadLetterListener);
        Stop(_userGuardian);
    }

    public override void RegisterOnTermination(Action code)
    {
        lock (_onTermination)
        {
            if (!WhenTerminated.IsCompleted)
            {
                _onTermination.Add(code);
                return;
            }
        }
        code();
    }

    /// <summary>Goes on with the end when a guardian has ended.</summary>
    public void OnGuardianEnded(ActorRefBase guardian)
    {
        if (ReferenceEquals(guardian, _userGuardian))
            Stop(_systemGuardian);
        else
            OnAllEnded();
    }

    public override string ToString() => $"akka://{Name}";

    private static void CheckName(string name)
    {
        var isLegal = name is { Length: > 0 } && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        if (!isLegal)
            throw new ArgumentException($"Invalid ActorSystem name [{name}]: it must be made of letters, digits and inner hyphens.", nameof(name));
    }

    private void OnAllEnded()
    {
        (Scheduler as IDisposable)?.Dispose();
        Dispatchers.Shutdown();
        Action[] callbacks;
        lock (_onTermination)
        {
            callbacks = [.. _onTermination];
            _whenTerminated.TrySetResult();
        }
        foreach (var callback in callbacks)
            callback();
    }

    private LocalActorRef CreateGuardian(string name, SupervisorStrategy strategy)
    {
        var dispatcher = Dispatchers.Lookup(Dispatch.Dispatchers.InternalDispatcherId);
        var props = Props.Create<GuardianActor>().WithSupervisorStrategy(strategy);
        var guardian = new LocalActorRef(this, props, dispatcher, _root, _root.Path / name);
        _root.Add(guardian);
        return guardian;
    }

    private SupervisorStrategy UserGuardianStrategy() => Settings.Config.GetString("akka.actor.guardian-supervisor-strategy") switch
    {
        "Akka.Actor.DefaultSupervisorStrategy" => SupervisorStrategy.DefaultStrategy,
        "Akka.Actor.StoppingSupervisorStrategy" => SupervisorStrategy.StoppingStrategy,
        var other => throw new ConfigurationException($"[akka.actor.guardian-supervisor-strategy = {other}] is unknown."),
    };
}
