using Akka.Actor;
using Akka.Event;

namespace O2.Conformance.Tests;

/// <summary>Actors that cannot be made: a service's is tried again after a pause, and what waits for it is kept.</summary>
public class UnmadeActorTests : Spec
{
    private readonly ManualResetEventSlim _gate = new();

    [Fact]
    public void A_constructor_that_throws_is_told_as_a_failed_creation()
    {
        Start(Props.Create(() => new UnmadeByConstructor(_gate)), Directive.Stop);
        _gate.Set();
        Assert.IsAssignableFrom<ActorInitializationException>(ExpectMsg<Exception>());
        ExpectMsg("terminated");
    }

    [Fact]
    public void So_is_a_PreStart_that_throws()
    {
        Start(Props.Create(() => new UnmadeByPreStart()), Directive.Stop);
        Assert.IsAssignableFrom<ActorInitializationException>(ExpectMsg<Exception>());
        ExpectMsg("terminated");
    }

    [Fact]
    public void So_is_a_restart_whose_new_instance_cannot_be_made()
    {
        var made = 0;
        var actor = Start(Props.Create(() => new MadeOnce(() => Interlocked.Increment(ref made))), Directive.Restart, Directive.Stop);
        actor.Tell(new Boom());
        Assert.IsType<Boom>(ExpectMsg<Exception>());
        Assert.IsAssignableFrom<ActorInitializationException>(ExpectMsg<Exception>());
        ExpectMsg("terminated");
    }

    [Fact]
    public void What_waited_is_dead_letters_in_order_before_the_end_is_told()
    {
        Sys.EventStream.Subscribe<DeadLetter>(TestActor);
        var actor = Start(Props.Create(() => new UnmadeByConstructor(_gate)), Directive.Stop);
        actor.Tell(1);
        actor.Tell(2);
        _gate.Set();
        ExpectMsg<Exception>();
        Assert.Equal(1, ExpectMsg<DeadLetter>(letter => actor.Equals(letter.Recipient)).Message);
        Assert.Equal(2, ExpectMsg<DeadLetter>().Message);
        ExpectMsg("terminated");
    }

    [Fact]
    public void Who_asks_for_the_identity_of_an_actor_that_is_never_made_learns_that_there_is_nobody()
    {
        var actor = Start(Props.Create(() => new UnmadeByConstructor(_gate)), Directive.Stop);
        actor.Tell(new Identify("there?"));
        _gate.Set();
        var answer = FishForMessage<ActorIdentity>(identity => Equals(identity.MessageId, "there?"));
        Assert.True(answer.Subject.IsNobody());
    }

    [Fact]
    public void Its_name_is_free_for_another_try_when_its_end_is_told()
    {
        var made = 0;
        var supervisor = ActorOf(Props.Create(() => new Supervisor(TestActor, Directive.Stop)));
        supervisor.Tell(Props.Create(() => new MadeLater(() => Interlocked.Increment(ref made))));
        ExpectMsg<IActorRef>();
        ExpectMsg<Exception>();
        ExpectMsg("terminated");
        supervisor.Tell(Props.Create(() => new MadeLater(() => Interlocked.Increment(ref made))));
        ExpectMsg<IActorRef>().Tell("alive?");
        ExpectMsg("alive?");
    }

    private IActorRef Start(Props props, params Directive[] directives)
    {
        ActorOf(Props.Create(() => new Supervisor(TestActor, directives))).Tell(props);
        return ExpectMsg<IActorRef>();
    }

    private sealed class Supervisor : ReceiveActor
    {
        private readonly IActorRef _report;
        private readonly Queue<Directive> _directives;

        public Supervisor(IActorRef report, params Directive[] directives)
        {
            _report = report;
            _directives = new Queue<Directive>(directives);
            Receive<Props>(props => report.Tell(Context.Watch(Context.ActorOf(props, "actor"))));
            Receive<Terminated>(_ => report.Tell("terminated"));
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(failure =>
        {
            _report.Tell(failure);
            return _directives.Dequeue();
        });
    }

    private sealed class UnmadeByConstructor : ReceiveActor
    {
        public UnmadeByConstructor(ManualResetEventSlim gate)
        {
            gate.Wait();
            throw new Boom();
        }
    }

    private sealed class UnmadeByPreStart : ReceiveActor
    {
        protected override void PreStart() => throw new Boom();
    }

    private sealed class MadeOnce : ReceiveActor
    {
        public MadeOnce(Func<int> count)
        {
            if (count() > 1)
                throw new Boom("made before");
            Receive<Boom>(boom => throw boom);
        }
    }

    private sealed class MadeLater : ReceiveActor
    {
        public MadeLater(Func<int> count)
        {
            if (count() == 1)
                throw new Boom("not yet");
            ReceiveAny(message => Sender.Tell(message));
        }
    }
}
