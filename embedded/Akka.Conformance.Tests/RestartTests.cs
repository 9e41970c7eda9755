using Akka.Actor;

namespace O2.Conformance.Tests;

public class RestartTests : Spec
{
    [Fact]
    public void A_restart_keeps_the_mailbox_and_drops_the_message_that_failed()
    {
        var actor = ActorOf(Props.Create(() => new Fragile(TestActor)));
        actor.Tell(1);
        actor.Tell(new Boom());
        actor.Tell(2);
        actor.Tell(3);
        ExpectMsg("PreStart");
        ExpectMsg(1);
        ExpectMsg("PreRestart boom Boom");
        ExpectMsg("PostStop");
        ExpectMsg("PostRestart boom");
        ExpectMsg("PreStart");
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void A_restart_makes_a_new_instance_behind_the_same_reference()
    {
        var actor = ActorOf(Props.Create(() => new Counter()));
        actor.Tell("count");
        actor.Tell("count");
        ExpectMsg(1);
        ExpectMsg(2);
        actor.Tell(new Boom());
        actor.Tell("count");
        ExpectMsg(1);
        Assert.Equal(actor, LastSender);
    }

    [Fact]
    public void A_restart_stops_the_children_and_then_starts_anew()
    {
        var parent = ActorOf(Props.Create(() => new Parent(TestActor)));
        parent.Tell("child");
        var child = ExpectMsg<IActorRef>();
        Watch(child);
        parent.Tell(new Boom());
        parent.Tell("children");
        ExpectMsg("child stopped");
        ExpectTerminated(child);
        ExpectMsg(0);
    }

    [Fact]
    public void A_restart_that_keeps_its_children_restarts_them()
    {
        var parent = ActorOf(Props.Create(() => new KeepingParent(TestActor)));
        parent.Tell("child");
        var child = ExpectMsg<IActorRef>();
        ExpectMsg("PreStart");
        parent.Tell(new Boom());
        ExpectMsg("PreRestart boom none");
        ExpectMsg("PostStop");
        ExpectMsg("PostRestart boom");
        ExpectMsg("PreStart");
        child.Tell("still there");
        ExpectMsg("still there");
    }

    [Fact]
    public void What_PreRestart_throws_does_not_stop_the_restart()
    {
        var actor = ActorOf(Props.Create(() => new FailsInPreRestart()));
        actor.Tell(new Boom());
        actor.Tell("alive?");
        ExpectMsg("alive?");
    }

    [Fact]
    public void An_actor_whose_new_instance_cannot_be_made_is_stopped()
    {
        var made = new List<string>();
        var actor = ActorOf(Props.Create(() => new MadeOnce(made)));
        Watch(actor);
        actor.Tell(new Boom());
        ExpectTerminated(actor);
    }

    private sealed class Fragile : ReceiveActor
    {
        private readonly IActorRef _report;

        public Fragile(IActorRef report)
        {
            _report = report;
            Receive<Boom>(boom => throw boom);
            ReceiveAny(report.Tell);
        }

        protected override void PreStart() => _report.Tell("PreStart");

        protected override void PostStop() => _report.Tell("PostStop");

        protected override void PreRestart(Exception reason, object? message)
        {
            _report.Tell($"PreRestart {reason.Message} {message?.GetType().Name ?? "none"}");
            base.PreRestart(reason, message!);
        }

        protected override void PostRestart(Exception reason)
        {
            _report.Tell($"PostRestart {reason.Message}");
            base.PostRestart(reason);
        }
    }

    private sealed class Counter : ReceiveActor
    {
        private int _count;

        public Counter()
        {
            Receive<Boom>(boom => throw boom);
            ReceiveAny(_ => Sender.Tell(++_count));
        }
    }

    private sealed class Child(IActorRef report) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }

        protected override void PostStop() => report.Tell("child stopped");
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent(IActorRef report)
        {
            Receive<Boom>(boom => throw boom);
            Receive<string>(what => what == "child", _ => Sender.Tell(Context.ActorOf(Props.Create(() => new Child(report)))));
            Receive<string>(_ => Sender.Tell(Context.GetChildren().Count()));
        }
    }

    private sealed class KeepingParent : ReceiveActor
    {
        public KeepingParent(IActorRef report)
        {
            Receive<Boom>(boom => throw boom);
            ReceiveAny(_ => Sender.Tell(Context.ActorOf(Props.Create(() => new Fragile(report)))));
        }

        protected override void PreRestart(Exception reason, object? message) => PostStop();
    }

    private sealed class FailsInPreRestart : ReceiveActor
    {
        public FailsInPreRestart()
        {
            Receive<Boom>(boom => throw boom);
            ReceiveAny(message => Sender.Tell(message));
        }

        protected override void PreRestart(Exception reason, object? message) => throw new Boom("again");
    }

    private sealed class MadeOnce : ReceiveActor
    {
        public MadeOnce(List<string> made)
        {
            if (made.Count > 0)
                throw new Boom("made before");
            made.Add("once");
            Receive<Boom>(boom => throw boom);
        }
    }
}
