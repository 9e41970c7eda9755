using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>An actor system under test, and an actor to talk to it with whose messages the test can expect.</summary>
/// <remarks>For one thread at a time, which is that of the test; only references may be used from others.</remarks>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static long s_lastTestActor;

    private readonly MessageQueue _queue = new();
    private readonly ActorCell _implicitSender;

    private protected TestKitBase(ActorSystem? system, Config? config, string? actorSystemName, string? testActorName)
    {
        Sys = system ?? ActorSystem.Create(actorSystemName ?? "test", (config ?? Config.Empty).WithFallback(DefaultConfig));
        TestKitSettings = TestKitExtension.For(Sys);
        EventFilter = new EventFilterFactory(this, Sys);
        TestActor = CreateTestActor(testActorName ?? $"testActor{Interlocked.Increment(ref s_lastTestActor)}");
        _implicitSender = ((LocalActorRef)TestActor).Cell;
        if (this is INoImplicitSender)
            return;
        ActorCell.Current = _implicitSender;
        SynchronizationContext.SetSynchronizationContext(new ImplicitSenderContext(_implicitSender));
    }

    /// <summary>The settings of an actor system under test, where they differ from those of others.</summary>
    public static Config DefaultConfig { get; } = ConfigurationFactory.ParseString(TestReferenceConfig.Hocon);

    /// <summary>The actor system.</summary>
    public ActorSystem Sys { get; }

    /// <summary>The actor whose messages the test expects; the implicit sender of the test's own messages.</summary>
    public IActorRef TestActor { get; }

    /// <summary>The times that this kit waits.</summary>
    public TestKitSettings TestKitSettings { get; }

    /// <summary>Expects log events.</summary>
    public EventFilterFactory EventFilter { get; }

    /// <summary>The log of the actor system.</summary>
    public ILoggingAdapter Log => Sys.Log;

    /// <summary>Creates an actor.</summary>
    public IActorRef ActorOf(Props props, string? name = null) => Sys.ActorOf(props, name);

    /// <inheritdoc />
    public ActorSelection ActorSelection(ActorPath actorPath) => Sys.ActorSelection(actorPath);

    /// <inheritdoc />
    public ActorSelection ActorSelection(string actorPath) => Sys.ActorSelection(actorPath);

    /// <summary>Creates another actor to talk with.</summary>
    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    /// <summary>Creates another actor to talk with, in another actor system.</summary>
    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, name);

    /// <summary>Drops messages to the test actor for which the function is true.</summary>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) =>
        TestActor.Tell(new InternalTestActor.IgnoreCommand(shouldIgnoreMessage));

    /// <summary>Drops messages of one type to the test actor.</summary>
    public void IgnoreMessages<TMsg>() => IgnoreMessages(message => message is TMsg);

    /// <summary>Drops no messages any more.</summary>
    public void IgnoreNoMessages() => TestActor.Tell(new InternalTestActor.IgnoreCommand(null));

    /// <summary>Lets the test actor watch an actor.</summary>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        TestActor.Tell(new InternalTestActor.WatchCommand(actorToWatch));
        return actorToWatch;
    }

    /// <summary>Lets the test actor watch an actor no more.</summary>
    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        TestActor.Tell(new InternalTestActor.UnwatchCommand(actorToUnwatch));
        return actorToUnwatch;
    }

    /// <summary>A time multiplied by <see cref="TestKitSettings.TestTimeFactor"/>.</summary>
    public TimeSpan Dilated(TimeSpan duration) =>
        duration < TimeSpan.Zero ? duration : duration * TestKitSettings.TestTimeFactor;

    /// <summary>Ends the actor system and waits for that.</summary>
    /// <exception cref="TimeoutException">It took too long, and <paramref name="verifySystemShutdown"/> is true.</exception>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) => Shutdown(Sys, duration, verifySystemShutdown);

    /// <summary>Ends an actor system and waits for that.</summary>
    /// <exception cref="TimeoutException">It took too long, and <paramref name="verifySystemShutdown"/> is true.</exception>
    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        if (ActorCell.Current == _implicitSender)
            ActorCell.Current = null;
        var timeout = duration ?? Dilated(TestKitSettings.DefaultTimeout);
        if (!system.Terminate().Wait(timeout) && verifySystemShutdown)
            throw new TimeoutException($"Failed to stop [{system.Name}] within [{timeout}].");
    }

    private IActorRef CreateTestActor(string name) => ((ExtendedActorSystem)Sys).SystemActorOf(
        Props.Create<InternalTestActor>(_queue).WithDispatcher("akka.test.test-actor.dispatcher"), name);
}
