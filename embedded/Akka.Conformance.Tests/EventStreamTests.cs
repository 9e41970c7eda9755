using Akka.Actor;
using Akka.Event;

namespace O2.Conformance.Tests;

public class EventStreamTests : Spec
{
    [Fact]
    public void A_subscriber_gets_events_of_the_class_and_of_its_subclasses()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Animal));
        Sys.EventStream.Publish(new Animal());
        Sys.EventStream.Publish(new Dog());
        Sys.EventStream.Publish("neither");
        ExpectMsg<Animal>(animal => animal is not Dog);
        ExpectMsg<Dog>();
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_subscriber_gets_each_event_once()
    {
        Sys.EventStream.Subscribe<Animal>(TestActor);
        Sys.EventStream.Subscribe<Dog>(TestActor);
        Assert.False(Sys.EventStream.Subscribe<Dog>(TestActor));
        Sys.EventStream.Publish(new Dog());
        ExpectMsg<Dog>();
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Interfaces_can_be_subscribed_to()
    {
        Sys.EventStream.Subscribe<IBarks>(TestActor);
        Sys.EventStream.Publish(new Animal());
        Sys.EventStream.Publish(new Dog());
        ExpectMsg<Dog>();
    }

    [Fact]
    public void Who_unsubscribes_gets_no_more()
    {
        Sys.EventStream.Subscribe<Animal>(TestActor);
        Assert.True(Sys.EventStream.Unsubscribe(TestActor));
        Sys.EventStream.Publish(new Dog());
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_message_to_an_actor_that_has_ended_is_a_dead_letter()
    {
        var actor = ActorOf(Props.Create(() => new Picky()));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Sys.EventStream.Subscribe<DeadLetter>(TestActor);
        actor.Tell("too late");
        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal("too late", letter.Message);
        Assert.Equal(actor, letter.Recipient);
        Assert.Equal(TestActor, letter.Sender);
    }

    [Fact]
    public void What_waits_in_the_mailbox_of_an_actor_that_ends_becomes_dead_letters_in_order()
    {
        Sys.EventStream.Subscribe<DeadLetter>(TestActor);
        var actor = ActorOf(Props.Create(() => new Picky()));
        var gate = new ManualResetEventSlim();
        actor.Tell(gate);
        actor.Tell(PoisonPill.Instance);
        actor.Tell(1);
        actor.Tell(2);
        gate.Set();
        Assert.Equal(1, ExpectMsg<DeadLetter>().Message);
        Assert.Equal(2, ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public void A_message_that_is_not_handled_is_published_as_such()
    {
        Sys.EventStream.Subscribe<UnhandledMessage>(TestActor);
        var actor = ActorOf(Props.Create(() => new Picky()));
        actor.Tell("what?");
        var unhandled = ExpectMsg<UnhandledMessage>();
        Assert.Equal("what?", unhandled.Message);
        Assert.Equal(actor, unhandled.Recipient);
        Assert.Equal(TestActor, unhandled.Sender);
    }

    private interface IBarks
    {
    }

    private class Animal
    {
    }

    private sealed class Dog : Animal, IBarks
    {
    }

    private sealed class Picky : ReceiveActor
    {
        public Picky() => Receive<ManualResetEventSlim>(gate => gate.Wait());
    }
}
