using Akka.Actor;

namespace O2.Conformance.Tests;

public class SupervisionTests : Spec
{
    [Fact]
    public void Resume_keeps_the_state()
    {
        var (_, child) = Supervise(new OneForOneStrategy(_ => Directive.Resume));
        child.Tell("add");
        ExpectMsg(1);
        child.Tell(new Boom());
        child.Tell("add");
        ExpectMsg(2);
    }

    [Fact]
    public void Resume_leaves_children_and_stash_alone()
    {
        var grandparent = ActorOf(Props.Create(() => new Supervisor()).WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Resume)));
        grandparent.Tell(Props.Create(() => new Keeper()));
        var parent = ExpectMsg<IActorRef>();
        parent.Tell(Props.Create(() => new Fragile()));
        var child = ExpectMsg<IActorRef>();
        child.Tell("add");
        ExpectMsg(1);
        parent.Tell("later");
        parent.Tell(new Boom());
        parent.Tell("now");
        ExpectMsg("later");
        child.Tell("add");
        ExpectMsg(2);
    }

    [Fact]
    public void Restart_loses_the_state()
    {
        var (_, child) = Supervise(new OneForOneStrategy(_ => Directive.Restart));
        child.Tell("add");
        ExpectMsg(1);
        child.Tell(new Boom());
        child.Tell("add");
        ExpectMsg(1);
    }

    [Fact]
    public void Stop_ends_the_child()
    {
        var (_, child) = Supervise(new OneForOneStrategy(_ => Directive.Stop));
        Watch(child);
        child.Tell(new Boom());
        ExpectTerminated(child);
    }

    [Fact]
    public void Escalate_makes_the_supervisor_fail_in_turn()
    {
        var grandparent = ActorOf(Props.Create(() => new Supervisor()).WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Stop)));
        grandparent.Tell(Props.Create(() => new Supervisor()).WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Escalate)));
        var parent = ExpectMsg<IActorRef>();
        parent.Tell(Props.Create(() => new Fragile()));
        var child = ExpectMsg<IActorRef>();
        Watch(parent);
        child.Tell(new Boom());
        ExpectTerminated(parent);
    }

    [Fact]
    public void A_restart_limit_is_for_the_window_of_time()
    {
        var (_, child) = Supervise(new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart));
        Watch(child);
        child.Tell(new Boom());
        child.Tell(new Boom());
        child.Tell("add");
        ExpectMsg(1);
        child.Tell(new Boom());
        ExpectTerminated(child);
    }

    [Fact]
    public void A_restart_limit_without_a_window_is_for_ever()
    {
        var (_, child) = Supervise(new OneForOneStrategy(1, null, _ => Directive.Restart));
        Watch(child);
        child.Tell(new Boom());
        child.Tell("add");
        ExpectMsg(1);
        child.Tell(new Boom());
        ExpectTerminated(child);
    }

    [Fact]
    public void A_limit_of_zero_allows_no_restart()
    {
        var (_, child) = Supervise(new OneForOneStrategy(0, TimeSpan.FromMinutes(1), _ => Directive.Restart));
        Watch(child);
        child.Tell(new Boom());
        ExpectTerminated(child);
    }

    [Fact]
    public void One_for_one_leaves_the_siblings_alone()
    {
        var (first, second) = SuperviseTwo(new OneForOneStrategy(_ => Directive.Restart));
        second.Tell("add");
        ExpectMsg(1);
        first.Tell(new Boom());
        first.Tell("add");
        ExpectMsg(1);
        second.Tell("add");
        ExpectMsg(2);
    }

    [Fact]
    public void All_for_one_restarts_the_siblings_too()
    {
        var (first, second) = SuperviseTwo(new AllForOneStrategy(_ => Directive.Restart));
        second.Tell("add");
        ExpectMsg(1);
        first.Tell(new Boom());
        first.Tell("add");
        ExpectMsg(1);
        second.Tell("add");
        ExpectMsg(1);
    }

    [Fact]
    public void All_for_one_stops_the_siblings_too()
    {
        var (first, second) = SuperviseTwo(new AllForOneStrategy(_ => Directive.Stop));
        Watch(second);
        first.Tell(new Boom());
        ExpectTerminated(second);
    }

    [Fact]
    public void By_default_an_actor_that_cannot_be_made_is_stopped()
    {
        var parent = ActorOf(Props.Create(() => new Supervisor()));
        parent.Tell(Props.Create(() => new CannotBeMade()));
        var child = ExpectMsg<IActorRef>();
        Watch(child);
        ExpectTerminated(child);
    }

    [Fact]
    public void By_default_an_actor_that_is_killed_is_stopped()
    {
        var actor = ActorOf(Props.Create(() => new Fragile()));
        Watch(actor);
        actor.Tell(Kill.Instance);
        ExpectTerminated(actor);
    }

    [Fact]
    public void The_decider_sees_what_was_thrown()
    {
        var (_, child) = Supervise(new OneForOneStrategy(cause => cause is Boom { Message: "mild" } ? Directive.Resume : Directive.Stop));
        Watch(child);
        child.Tell(new Boom("mild"));
        child.Tell("add");
        ExpectMsg(1);
        child.Tell(new Boom("wild"));
        ExpectTerminated(child);
    }

    [Fact]
    public void An_actor_may_say_itself_how_it_supervises()
    {
        var parent = ActorOf(Props.Create(() => new Stopper()));
        parent.Tell(Props.Create(() => new Fragile()));
        var child = ExpectMsg<IActorRef>();
        Watch(child);
        child.Tell(new Boom());
        ExpectTerminated(child);
    }

    private (IActorRef Parent, IActorRef Child) Supervise(SupervisorStrategy strategy)
    {
        var parent = ActorOf(Props.Create(() => new Supervisor()).WithSupervisorStrategy(strategy));
        parent.Tell(Props.Create(() => new Fragile()));
        return (parent, ExpectMsg<IActorRef>());
    }

    private (IActorRef First, IActorRef Second) SuperviseTwo(SupervisorStrategy strategy)
    {
        var (parent, first) = Supervise(strategy);
        parent.Tell(Props.Create(() => new Fragile()));
        return (first, ExpectMsg<IActorRef>());
    }

    private class Supervisor : ReceiveActor
    {
        public Supervisor() => Receive<Props>(props => Sender.Tell(Context.ActorOf(props)));
    }

    private sealed class Stopper : Supervisor
    {
        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);
    }

    private sealed class Keeper : Supervisor, IWithUnboundedStash
    {
        private bool _isOpen;

        public Keeper()
        {
            Receive<Boom>(boom => throw boom);
            Receive<string>(text => text == "now", _ =>
            {
                _isOpen = true;
                Stash.UnstashAll();
            });
            Receive<string>(_ => !_isOpen, _ => Stash.Stash());
            Receive<string>(text => Sender.Tell(text));
        }

        public IStash Stash { get; set; } = null!;
    }

    private sealed class Fragile : ReceiveActor
    {
        private int _count;

        public Fragile()
        {
            Receive<Boom>(boom => throw boom);
            ReceiveAny(_ => Sender.Tell(++_count));
        }
    }

    private sealed class CannotBeMade : ReceiveActor
    {
        public CannotBeMade() => throw new Boom();
    }
}
