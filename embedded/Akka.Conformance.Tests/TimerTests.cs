using Akka.Actor;
using Akka.TestKit;

namespace O2.Conformance.Tests;

public class TimerTests : Spec
{
    public TimerTests()
        : base(VirtualTime)
    {
    }

    private TestScheduler Time => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void A_timer_can_be_started_in_the_constructor()
    {
        var actor = ActorOf(Props.Create(() => new Ticker(TestActor)));
        Sync(actor);
        Time.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("started in constructor");
    }

    [Fact]
    public void A_message_of_a_timer_has_no_sender()
    {
        var actor = Start(new Ticker.Single("who sends this?", TimeSpan.FromSeconds(1)));
        Time.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("who sends this?");
        Assert.Equal(Sys.DeadLetters, LastSender);
        Assert.NotEqual(actor, LastSender);
    }

    [Fact]
    public void A_single_timer_fires_once_and_is_not_active_any_more()
    {
        var actor = Start(new Ticker.Single("one", TimeSpan.FromSeconds(5)));
        Time.Advance(TimeSpan.FromSeconds(4.9));
        Sync(actor);
        ExpectNoMsg(TimeSpan.Zero);
        Time.Advance(TimeSpan.FromSeconds(0.1));
        ExpectMsg("one");
        actor.Tell(new Ticker.IsActive("one"));
        ExpectMsg(false);
        Time.Advance(TimeSpan.FromSeconds(10));
        Sync(actor);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_cancelled()
    {
        var actor = Start(new Ticker.Periodic("beat", TimeSpan.FromSeconds(1)));
        for (var i = 0; i < 3; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            ExpectMsg("beat");
        }
        actor.Tell(new Ticker.Cancel("beat"));
        Sync(actor);
        Time.Advance(TimeSpan.FromSeconds(1));
        Sync(actor);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Starting_a_timer_again_replaces_it()
    {
        var actor = Start(new Ticker.Single("one", TimeSpan.FromSeconds(1)));
        actor.Tell(new Ticker.Single("one", TimeSpan.FromSeconds(3)));
        Sync(actor);
        Time.Advance(TimeSpan.FromSeconds(2));
        Sync(actor);
        ExpectNoMsg(TimeSpan.Zero);
        Time.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("one");
    }

    [Fact]
    public void A_message_of_a_cancelled_timer_does_not_arrive_even_if_it_was_sent()
    {
        var actor = Start(new Ticker.Single("one", TimeSpan.FromSeconds(1)));
        var gate = new ManualResetEventSlim();
        actor.Tell(gate);
        actor.Tell(new Ticker.Cancel("one"));
        Time.Advance(TimeSpan.FromSeconds(1));
        gate.Set();
        Sync(actor);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_restart_cancels_the_timers()
    {
        var actor = Start(new Ticker.Periodic("beat", TimeSpan.FromSeconds(10)));
        actor.Tell(new Boom());
        actor.Tell(new Ticker.IsActive("beat"));
        ExpectMsg(false);
        Time.Advance(TimeSpan.FromSeconds(10));
        Sync(actor);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Who_is_resumed_keeps_its_timers()
    {
        var actor = ActorOf(Props.Create(() => new Resumer(Props.Create(() => new Ticker(TestActor)))));
        actor.Tell(new Ticker.Single("one", TimeSpan.FromSeconds(10)));
        actor.Tell(new Boom());
        actor.Tell(new Ticker.IsActive("one"));
        ExpectMsg(true);
        Time.Advance(TimeSpan.FromSeconds(10));
        ExpectMsg("one");
    }

    [Fact]
    public void An_actor_that_stops_has_its_timers_cancelled()
    {
        var actor = Start(new Ticker.Periodic("beat", TimeSpan.FromSeconds(1)));
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe, typeof(Akka.Event.AllDeadLetters));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Time.Advance(TimeSpan.FromSeconds(1));
        probe.ExpectNoMsg(TimeSpan.Zero);
    }

    private IActorRef Start(object order)
    {
        var actor = ActorOf(Props.Create(() => new Ticker(TestActor)));
        actor.Tell(new Ticker.Cancel("constructor"));
        actor.Tell(order);
        Sync(actor);
        return actor;
    }

    private sealed class Resumer : ReceiveActor
    {
        public Resumer(Props props)
        {
            var child = Context.ActorOf(props);
            ReceiveAny(child.Forward);
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Resume);
    }

    private sealed class Ticker : ReceiveActor, IWithTimers
    {
        public Ticker(IActorRef report)
        {
            Timers.StartSingleTimer("constructor", "started in constructor", TimeSpan.FromSeconds(1));
            Receive<Single>(order => Timers.StartSingleTimer(order.Key, order.Key, order.Delay));
            Receive<Periodic>(order => Timers.StartPeriodicTimer(order.Key, order.Key, order.Interval));
            Receive<Cancel>(order => Timers.Cancel(order.Key));
            Receive<IsActive>(order => Sender.Tell(Timers.IsTimerActive(order.Key)));
            Receive<ManualResetEventSlim>(gate => gate.Wait());
            Receive<Boom>(boom =>
            {
                Timers.Cancel("constructor");
                throw boom;
            });
            Receive<string>(report.Forward);
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PostRestart(Exception reason) => Timers.Cancel("constructor");

        public sealed record Single(string Key, TimeSpan Delay);

        public sealed record Periodic(string Key, TimeSpan Interval);

        public sealed record Cancel(string Key);

        public sealed record IsActive(string Key);
    }
}
