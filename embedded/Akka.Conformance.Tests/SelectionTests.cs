using Akka.Actor;
using Akka.Event;

namespace O2.Conformance.Tests;

public class SelectionTests : Spec
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(5);

    private readonly IActorRef _parent;

    public SelectionTests()
    {
        _parent = ActorOf(Props.Create(() => new Parent()), "parent");
        Sync(_parent);
    }

    [Theory]
    [InlineData("/user/parent/one")]
    [InlineData("akka://test/user/parent/one")]
    [InlineData("/user/../user/parent/one")]
    public async Task One_actor_is_found_by_its_path(string path) =>
        Assert.Equal("one", (await Sys.ActorSelection(path).ResolveOne(Enough)).Path.Name);

    [Fact]
    public void Patterns_select_several()
    {
        Sys.ActorSelection("/user/parent/t*").Tell("name");
        ExpectMsgAllOf("two", "three");
    }

    [Fact]
    public void Within_an_actor_paths_are_relative_to_it()
    {
        _parent.Tell("one");
        ExpectMsg("one");
        _parent.Tell("../parent/two");
        ExpectMsg("two");
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found() =>
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/nobody").ResolveOne(Enough));

    [Fact]
    public void Identify_tells_that_nobody_is_there()
    {
        Sys.ActorSelection("/user/nobody").Tell(new Identify(7));
        var identity = ExpectMsg<ActorIdentity>();
        Assert.Equal(7, identity.MessageId);
        Assert.True(identity.Subject.IsNobody());
    }

    [Fact]
    public void What_is_sent_to_nobody_is_a_dead_letter()
    {
        Sys.EventStream.Subscribe<DeadLetter>(TestActor);
        Sys.ActorSelection("/user/nobody").Tell("hello");
        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal("hello", letter.Message);
        Assert.Equal("akka://test/user/nobody", letter.Recipient.Path.ToString());
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent()
        {
            foreach (var name in new[] { "one", "two", "three" })
                Context.ActorOf(Props.Create(() => new Namer()), name);
            Receive<string>(path => Context.ActorSelection(path).Tell("name", Sender));
        }
    }

    private sealed class Namer : ReceiveActor
    {
        public Namer() => Receive<string>(_ => Sender.Tell(Self.Path.Name));
    }
}
