using Akka.Actor;
using Akka.TestKit;

namespace O2.Conformance.Tests;

public class ReceiveTimeoutTests : Spec
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public ReceiveTimeoutTests()
        : base(VirtualTime)
    {
    }

    private TestScheduler Time => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void It_comes_after_a_time_without_messages()
    {
        var actor = ActorOf(Props.Create(() => new Idler(TestActor)));
        Sync(actor);
        Time.Advance(Second);
        ExpectMsg("idle");
    }

    [Fact]
    public void A_message_starts_the_time_afresh()
    {
        var actor = ActorOf(Props.Create(() => new Idler(TestActor)));
        Sync(actor);
        Time.Advance(Second / 2);
        actor.Tell("hello");
        ExpectMsg("hello");
        Sync(actor);
        Time.Advance(Second * 0.6);
        Sync(actor);
        ExpectNoMsg(TimeSpan.Zero);
        Time.Advance(Second * 0.4);
        ExpectMsg("idle");
    }

    [Fact]
    public void It_survives_a_restart()
    {
        var actor = ActorOf(Props.Create(() => new Fickle(TestActor)));
        actor.Tell("set");
        actor.Tell(new Boom());
        Sync(actor);
        Time.Advance(Second);
        ExpectMsg("idle");
    }

    [Fact]
    public void It_repeats_until_it_is_cleared()
    {
        var actor = ActorOf(Props.Create(() => new Idler(TestActor)));
        Sync(actor);
        Time.Advance(Second);
        ExpectMsg("idle");
        Sync(actor);
        Time.Advance(Second);
        ExpectMsg("idle");
        actor.Tell("clear");
        Sync(actor);
        Time.Advance(Second * 2);
        Sync(actor);
        ExpectNoMsg(TimeSpan.Zero);
    }

    private sealed class Fickle : ReceiveActor
    {
        public Fickle(IActorRef report)
        {
            Receive<Boom>(boom => throw boom);
            Receive<ReceiveTimeout>(_ => report.Tell("idle"));
            Receive<string>(_ => SetReceiveTimeout(Second));
        }
    }

    private sealed class Idler : ReceiveActor
    {
        public Idler(IActorRef report)
        {
            SetReceiveTimeout(Second);
            Receive<ReceiveTimeout>(_ => report.Tell("idle"));
            Receive<string>(text => text == "clear", _ => SetReceiveTimeout(null));
            Receive<string>(report.Tell);
        }
    }
}
