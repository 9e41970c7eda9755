using Akka.Actor;

namespace O2.Conformance.Tests;

public class DeathWatchTests : Spec
{
    [Fact]
    public void A_watcher_is_told_of_the_end()
    {
        var actor = ActorOf(Props.Create(() => new Mute()));
        Watch(actor);
        Sys.Stop(actor);
        Assert.True(ExpectTerminated(actor).ExistenceConfirmed);
    }

    [Fact]
    public void Watching_an_actor_that_has_ended_tells_so_at_once()
    {
        var actor = ActorOf(Props.Create(() => new Mute()));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        var late = CreateTestProbe();
        late.Watch(actor);
        late.ExpectTerminated(actor);
    }

    [Fact]
    public void All_watchers_are_told()
    {
        var actor = ActorOf(Props.Create(() => new Mute()));
        var probes = new[] { CreateTestProbe(), CreateTestProbe(), CreateTestProbe() };
        foreach (var probe in probes)
            probe.Watch(actor);
        actor.Tell(PoisonPill.Instance);
        foreach (var probe in probes)
            probe.ExpectTerminated(actor);
    }

    [Fact]
    public void WatchWith_delivers_a_message_of_ones_own()
    {
        var actor = ActorOf(Props.Create(() => new Mute()));
        var watcher = ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new WatchIt(actor, With: "it is gone"));
        Sync(watcher);
        Sys.Stop(actor);
        ExpectMsg("it is gone");
    }

    [Fact]
    public void Who_unwatches_is_not_told()
    {
        var actor = ActorOf(Props.Create(() => new Mute()));
        var watcher = ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new WatchIt(actor, With: "it is gone"));
        watcher.Tell(new UnwatchIt(actor));
        Sync(watcher);
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Sync(watcher);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Watching_once_more_changes_nothing()
    {
        var actor = ActorOf(Props.Create(() => new Mute()));
        var watcher = ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new WatchIt(actor, With: "one"));
        watcher.Tell(new WatchIt(actor, With: "other"));
        Sync(watcher);
        Sys.Stop(actor);
        ExpectMsg("one");
        Sync(watcher);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Who_does_not_handle_the_notice_dies_with_the_actor()
    {
        var actor = ActorOf(Props.Create(() => new Mute()));
        var watcher = ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new WatchIt(actor, With: null));
        Sync(watcher);
        Watch(watcher);
        Sys.Stop(actor);
        ExpectTerminated(watcher);
    }

    [Fact]
    public void PoisonPill_waits_its_turn_and_Stop_does_not()
    {
        var poisoned = ActorOf(Props.Create(() => new Blocked(TestActor)));
        Watch(poisoned);
        var gate = new ManualResetEventSlim();
        poisoned.Tell(gate);
        poisoned.Tell("before");
        poisoned.Tell(PoisonPill.Instance);
        poisoned.Tell("after");
        gate.Set();
        ExpectMsg("before");
        ExpectTerminated(poisoned);

        var stopped = ActorOf(Props.Create(() => new Blocked(TestActor)));
        Watch(stopped);
        gate.Reset();
        stopped.Tell(gate);
        stopped.Tell("before");
        Sys.Stop(stopped);
        gate.Set();
        ExpectTerminated(stopped);
    }

    [Fact]
    public void The_name_of_a_child_is_free_when_its_parent_is_told_of_its_end()
    {
        var parent = ActorOf(Props.Create(() => new Recreator(TestActor)));
        parent.Tell("start");
        ExpectMsg("again");
    }

    [Fact]
    public async Task GracefulStop_waits_for_the_end()
    {
        var actor = ActorOf(Props.Create(() => new Mute()));
        Assert.True(await actor.GracefulStop(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task GracefulStop_may_ask_in_the_actors_own_words()
    {
        var actor = ActorOf(Props.Create(() => new Polite(TestActor)));
        Assert.True(await actor.GracefulStop(TimeSpan.FromSeconds(5), "please leave"));
        ExpectMsg("please leave");
    }

    [Fact]
    public void A_restart_is_no_end_for_who_watches()
    {
        var actor = ActorOf(Props.Create(() => new Polite(TestActor)));
        Watch(actor);
        actor.Tell(new Boom());
        actor.Tell("please leave");
        ExpectMsg("please leave");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Who_is_restarted_goes_on_watching_all_but_its_children()
    {
        var actor = ActorOf(Props.Create(() => new Mute()));
        var watcher = ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new WatchIt(actor, With: "it is gone"));
        watcher.Tell(new Boom());
        Sync(watcher);
        Sys.Stop(actor);
        ExpectMsg("it is gone");
    }

    [Fact]
    public async Task GracefulStop_tells_when_it_took_too_long()
    {
        var actor = ActorOf(Props.Create(() => new Blocked(TestActor)));
        var gate = new ManualResetEventSlim();
        actor.Tell(gate);
        Assert.False(await actor.GracefulStop(TimeSpan.FromMilliseconds(20)));
        gate.Set();
    }

    private sealed record WatchIt(IActorRef Actor, object? With);

    private sealed record UnwatchIt(IActorRef Actor);

    private sealed class Mute : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef report)
        {
            Receive<WatchIt>(order => _ = order.With is null ? Context.Watch(order.Actor) : Context.WatchWith(order.Actor, order.With));
            Receive<UnwatchIt>(order => Context.Unwatch(order.Actor));
            Receive<Boom>(boom => throw boom);
            Receive<string>(report.Tell);
        }
    }

    private sealed class Polite : ReceiveActor
    {
        public Polite(IActorRef report)
        {
            Receive<Boom>(boom => throw boom);
            Receive<string>(text =>
            {
                report.Tell(text);
                Context.Stop(Self);
            });
        }
    }

    private sealed class Blocked : ReceiveActor
    {
        public Blocked(IActorRef report)
        {
            Receive<ManualResetEventSlim>(gate => gate.Wait());
            Receive<string>(report.Tell);
        }
    }

    private sealed class Recreator : ReceiveActor
    {
        public Recreator(IActorRef report)
        {
            ReceiveStart(report);
        }

        private void ReceiveStart(IActorRef report)
        {
            Receive<string>(_ => Context.Stop(Context.Watch(Context.ActorOf(Props.Create(() => new Mute()), "one"))));
            Receive<Terminated>(_ =>
            {
                Context.ActorOf(Props.Create(() => new Mute()), "one");
                report.Tell("again");
            });
        }
    }
}
