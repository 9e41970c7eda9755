using Akka.Actor;

namespace O2.Conformance.Tests;

public class ReceiveActorTests : Spec
{
    [Fact]
    public void The_first_handler_that_matches_gets_the_message()
    {
        var actor = ActorOf(Props.Create(() => new Sorter()));
        actor.Tell(5);
        actor.Tell(50);
        actor.Tell("text");
        actor.Tell("refused");
        actor.Tell('c');
        ExpectMsg("small");
        ExpectMsg("large");
        ExpectMsg("string");
        ExpectMsg("any");
        ExpectMsg("any");
    }

    [Fact]
    public void Become_replaces_the_handlers()
    {
        var actor = ActorOf(Props.Create(() => new Switch()));
        actor.Tell("flip");
        actor.Tell("flip");
        actor.Tell("flip");
        ExpectMsg("now on");
        ExpectMsg("now off");
        ExpectMsg("now on");
    }

    [Fact]
    public void BecomeStacked_can_be_undone()
    {
        var actor = ActorOf(Props.Create(() => new Stacker()));
        actor.Tell("push");
        actor.Tell("name");
        actor.Tell("pop");
        actor.Tell("name");
        ExpectMsg("upper");
        ExpectMsg("lower");
    }

    [Fact]
    public void A_restart_returns_to_the_first_behaviour()
    {
        var actor = ActorOf(Props.Create(() => new Switch()));
        actor.Tell("flip");
        ExpectMsg("now on");
        actor.Tell(new Boom());
        actor.Tell("flip");
        ExpectMsg("now on");
    }

    [Fact]
    public void Handlers_cannot_be_declared_later()
    {
        var actor = ActorOf(Props.Create(() => new Latecomer()));
        actor.Tell("try");
        ExpectMsg<InvalidOperationException>();
    }

    [Fact]
    public void Nothing_can_follow_a_handler_for_everything()
    {
        var actor = ActorOf(Props.Create(() => new Overfull()));
        Watch(actor);
        ExpectTerminated(actor);
    }

    [Fact]
    public void An_asynchronous_handler_holds_the_mailbox_until_it_ends()
    {
        var actor = ActorOf(Props.Create(() => new Awaiter(TestActor)));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        actor.Tell(gate);
        actor.Tell("next");
        ExpectMsg("waiting");
        gate.SetResult();
        ExpectMsg("went on");
        Assert.Equal(TestActor, LastSender);
        ExpectMsg("next");
    }

    [Fact]
    public void What_an_asynchronous_handler_throws_restarts_the_actor()
    {
        var actor = ActorOf(Props.Create(() => new Awaiter(TestActor)));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        actor.Tell(gate);
        actor.Tell("next");
        ExpectMsg("waiting");
        gate.SetException(new Boom());
        ExpectMsg("restarted after TaskCompletionSource");
        ExpectMsg("next");
    }

    [Fact]
    public void An_untyped_actor_can_switch_too()
    {
        var actor = ActorOf(Props.Create(() => new Untyped()));
        actor.Tell("become");
        actor.Tell(1);
        ExpectMsg("other 1");
    }

    private sealed class Sorter : ReceiveActor
    {
        public Sorter()
        {
            Receive<int>(number => number < 10, _ => Sender.Tell("small"));
            Receive<int>(_ => Sender.Tell("large"));
            Receive<string>(text =>
            {
                if (text == "refused")
                    return false;
                Sender.Tell("string");
                return true;
            });
            ReceiveAny(_ => Sender.Tell("any"));
        }
    }

    private sealed class Switch : ReceiveActor
    {
        public Switch() => Off();

        private void Off()
        {
            Receive<Boom>(boom => throw boom);
            Receive<string>(_ =>
            {
                Become(On);
                Sender.Tell("now on");
            });
        }

        private void On()
        {
            Receive<Boom>(boom => throw boom);
            Receive<string>(_ =>
            {
                Become(Off);
                Sender.Tell("now off");
            });
        }
    }

    private sealed class Stacker : ReceiveActor
    {
        public Stacker()
        {
            Receive<string>(text => text == "push", _ => BecomeStacked(Upper));
            Receive<string>(_ => Sender.Tell("lower"));
        }

        private void Upper()
        {
            Receive<string>(text => text == "pop", _ => UnbecomeStacked());
            Receive<string>(_ => Sender.Tell("upper"));
        }
    }

    private sealed class Latecomer : ReceiveActor
    {
        public Latecomer() => ReceiveAny(_ =>
        {
            try
            {
                Receive<int>(_ => { });
            }
            catch (InvalidOperationException e)
            {
                Sender.Tell(e);
            }
        });
    }

    private sealed class Overfull : ReceiveActor
    {
        public Overfull()
        {
            ReceiveAny(_ => { });
            Receive<int>(_ => { });
        }
    }

    private sealed class Awaiter : ReceiveActor
    {
        private readonly IActorRef _report;

        public Awaiter(IActorRef report)
        {
            _report = report;
            ReceiveAsync<TaskCompletionSource>(async gate =>
            {
                report.Tell("waiting");
                await gate.Task;
                await Task.Yield();
                report.Forward("went on");
            });
            Receive<string>(text => report.Tell(text));
        }

        protected override void PreRestart(Exception reason, object? message) =>
            _report.Tell($"restarted after {message?.GetType().Name}");
    }

    private sealed class Untyped : UntypedActor
    {
        protected override void OnReceive(object message) => Become(Other);

        private void Other(object message) => Sender.Tell($"other {message}");
    }
}
