using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.TestKit;

namespace O2.Conformance.Tests;

public class DispatcherTests : Spec
{
    private const string Dispatchers = """
        pinned { type = PinnedDispatcher }
        pumped { type = "O2.Conformance.Tests.DispatcherTests+PumpedDispatcherConfigurator, O2.Akka.Conformance.Tests" }
        """;

    public DispatcherTests()
        : base(Dispatchers)
    {
    }

    [Fact]
    public void A_pinned_actor_has_a_thread_of_its_own()
    {
        var first = ActorOf(Props.Create(() => new ThreadTeller()).WithDispatcher("pinned"));
        var second = ActorOf(Props.Create(() => new ThreadTeller()).WithDispatcher("pinned"));
        first.Tell("where?");
        var thread = ExpectMsg<Thread>();
        Assert.False(thread.IsThreadPoolThread);
        first.Tell("where?");
        Assert.Same(thread, ExpectMsg<Thread>());
        second.Tell("where?");
        Assert.NotSame(thread, ExpectMsg<Thread>());
    }

    [Fact]
    public void An_actor_on_the_calling_thread_has_handled_the_message_when_Tell_returns()
    {
        var actor = ActorOf(Props.Create(() => new ThreadTeller()).WithDispatcher(CallingThreadDispatcher.Id));
        Sync(actor);
        actor.Tell("where?");
        Assert.Same(Thread.CurrentThread, ExpectMsg<Thread>(TimeSpan.Zero));
    }

    [Fact]
    public void A_dispatcher_of_ones_own_decides_when_actors_run()
    {
        var actor = ActorOf(Props.Create(() => new ThreadTeller()).WithDispatcher("pumped"));
        actor.Tell("where?");
        ExpectNoMsg(TimeSpan.Zero);
        var pumpedBy = PumpUntilMessage();
        Assert.Contains(ExpectMsg<Thread>(TimeSpan.Zero), pumpedBy);

        Watch(actor);
        Sys.Stop(actor);
        PumpUntilMessage();
        ExpectTerminated(actor, TimeSpan.Zero);
    }

    [Fact]
    public void A_dispatcher_that_is_not_configured_is_an_error() => Assert.Throws<ConfigurationException>(
        () => ActorOf(Props.Create(() => new ThreadTeller()).WithDispatcher("missing")));

    [Fact]
    public async Task Other_things_can_run_on_a_dispatcher()
    {
        var ran = new TaskCompletionSource();
        Sys.Dispatchers.Lookup(Akka.Dispatch.Dispatchers.DefaultDispatcherId).Schedule(ran.SetResult);
        await ran.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }

    private HashSet<Thread> PumpUntilMessage()
    {
        var pumpedBy = new HashSet<Thread>();
        AwaitCondition(() =>
        {
            pumpedBy.Add(Thread.CurrentThread);
            PumpedDispatcher.Pump();
            return HasMessages;
        });
        return pumpedBy;
    }

    public sealed class PumpedDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
    {
        private static readonly ConcurrentQueue<IRunnable> Work = new();

        public static void Pump()
        {
            while (Work.TryDequeue(out var work))
                work.Run();
        }

        protected override void ExecuteTask(IRunnable run) => Work.Enqueue(run);

        protected override void Shutdown()
        {
        }
    }

    public sealed class PumpedDispatcherConfigurator : MessageDispatcherConfigurator
    {
        private readonly PumpedDispatcher _dispatcher;

        public PumpedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
            : base(config, prerequisites) => _dispatcher = new PumpedDispatcher(this);

        public override MessageDispatcher Dispatcher() => _dispatcher;
    }

    private sealed class ThreadTeller : ReceiveActor
    {
        public ThreadTeller() => ReceiveAny(_ => Sender.Tell(Thread.CurrentThread));
    }
}
