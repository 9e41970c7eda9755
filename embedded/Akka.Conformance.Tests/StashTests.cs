using Akka.Actor;
using Akka.Event;

namespace O2.Conformance.Tests;

public class StashTests : Spec
{
    [Fact]
    public void Stashed_messages_return_in_order_and_before_later_ones()
    {
        var actor = ActorOf(Props.Create(() => new Door(TestActor)));
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("open");
        actor.Tell(3);
        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void Stashed_messages_keep_their_senders()
    {
        var actor = ActorOf(Props.Create(() => new Door(TestActor)));
        var probe = CreateTestProbe();
        probe.Send(actor, 1);
        actor.Tell("open");
        ExpectMsg(1);
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public void Stashed_messages_survive_a_restart_and_stay_before_later_ones()
    {
        var actor = ActorOf(Props.Create(() => new Door(TestActor)));
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell(new Boom());
        actor.Tell(3);
        actor.Tell("open");
        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void Stashed_messages_of_an_actor_that_stops_become_dead_letters()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe, typeof(DeadLetter));
        var actor = ActorOf(Props.Create(() => new Door(TestActor)));
        actor.Tell(1);
        actor.Tell(PoisonPill.Instance);
        probe.FishForMessage<DeadLetter>(letter => Equals(letter.Message, 1));
    }

    [Fact]
    public void A_message_cannot_be_stashed_twice()
    {
        var actor = ActorOf(Props.Create(() => new StashesTwice(TestActor)));
        actor.Tell("once");
        ExpectMsg<IllegalActorStateException>();
    }

    [Fact]
    public void One_object_sent_twice_can_be_stashed_twice()
    {
        var actor = ActorOf(Props.Create(() => new Door(TestActor)));
        object same = 7;
        actor.Tell(same);
        actor.Tell(same);
        actor.Tell("open");
        ExpectMsg(7);
        ExpectMsg(7);
    }

    [Fact]
    public void Unstash_brings_back_the_oldest_only()
    {
        var actor = ActorOf(Props.Create(() => new OneByOne(TestActor)));
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("next");
        ExpectMsg(1);
        Sync(actor);
        ExpectNoMsg(TimeSpan.Zero);
        actor.Tell("next");
        ExpectMsg(2);
    }

    private sealed class Door : ReceiveActor, IWithUnboundedStash
    {
        private readonly IActorRef _report;

        public Door(IActorRef report)
        {
            _report = report;
            Closed();
        }

        public IStash Stash { get; set; } = null!;

        private void Closed()
        {
            Receive<int>(_ => Stash.Stash());
            Receive<Boom>(boom => throw boom);
            Receive<string>(_ =>
            {
                Become(Open);
                Stash.UnstashAll();
            });
        }

        private void Open() => Receive<int>(number => _report.Forward(number));
    }

    private sealed class StashesTwice : ReceiveActor, IWithStash
    {
        public StashesTwice(IActorRef report) => ReceiveAny(_ =>
        {
            Stash.Stash();
            try
            {
                Stash.Stash();
            }
            catch (IllegalActorStateException e)
            {
                report.Tell(e);
            }
        });

        public IStash Stash { get; set; } = null!;
    }

    private sealed class OneByOne : ReceiveActor, IWithUnboundedStash
    {
        private bool _takes;

        public OneByOne(IActorRef report)
        {
            Receive<int>(number =>
            {
                if (_takes)
                    report.Tell(number);
                else
                    Stash.Stash();
                _takes = false;
            });
            Receive<string>(_ =>
            {
                _takes = true;
                Stash.Unstash();
            });
        }

        public IStash Stash { get; set; } = null!;
    }
}
