using Akka.Actor;
using Akka.Event;

namespace O2.Conformance.Tests;

public class LifecycleTests : Spec
{
    [Fact]
    public void The_context_is_alive_in_field_initialisers()
    {
        var actor = ActorOf(Props.Create(() => new Eager()), "eager");
        actor.Tell("who?");
        Assert.Equal((actor, "akka://test/user"), ExpectMsg<(IActorRef, string)>());
    }

    [Fact]
    public async Task Terminate_stops_children_before_parents()
    {
        var order = new List<string>();
        var parent = ActorOf(Props.Create(() => new Node("a", 2, order)));
        Sync(parent);
        parent.Tell("any");
        ExpectMsg("any");
        await Sys.Terminate();
        Assert.True(Sys.WhenTerminated.IsCompleted);
        Assert.Equal(["a.b.b", "a.b", "a"], order);
    }

    [Fact]
    public void Names_are_unique_among_siblings()
    {
        ActorOf(Props.Create(() => new Eager()), "taken");
        Assert.Throws<InvalidActorNameException>(() => ActorOf(Props.Create(() => new Eager()), "taken"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$own")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void Some_names_are_not_allowed(string name) =>
        Assert.Throws<InvalidActorNameException>(() => ActorOf(Props.Create(() => new Eager()), name));

    [Fact]
    public void Actors_without_a_name_get_one()
    {
        var first = ActorOf(Props.Create(() => new Eager()));
        var second = ActorOf(Props.Create(() => new Eager()));
        Assert.StartsWith("$", first.Path.Name);
        Assert.NotEqual(first.Path, second.Path);
    }

    [Fact]
    public void A_name_can_be_used_again_by_another_incarnation()
    {
        var first = ActorOf(Props.Create(() => new Eager()), "phoenix");
        Watch(first);
        Sys.Stop(first);
        ExpectTerminated(first);
        IActorRef? second = null;
        AwaitAssert(() => second = ActorOf(Props.Create(() => new Eager()), "phoenix"));
        Assert.Equal(first.Path, second!.Path);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void An_actor_cannot_be_made_with_new() => Assert.Throws<ActorInitializationException>(
        () => RunOutsideOfActors(() => new Plain()));

    [Fact]
    public void A_reference_prints_its_path()
    {
        var actor = ActorOf(Props.Create(() => new Eager()), "named");
        Assert.Equal("akka://test/user/named", actor.Path.ToString());
        Assert.StartsWith("[akka://test/user/named", actor.ToString());
        Assert.Equal("akka://test/user", actor.Path.Parent.ToString());
        Assert.Equal(["user", "named"], actor.Path.Elements);
    }

    private static void RunOutsideOfActors(Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(action));
        thread.Start();
        thread.Join();
        if (thrown is not null)
            throw thrown;
    }

    private sealed class Plain : ReceiveActor
    {
    }

    private sealed class Eager : ReceiveActor
    {
        private readonly IActorRef _self = Context.Self;
        private readonly string _parent = Context.Parent.Path.ToString();
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Eager() => ReceiveAny(_ =>
        {
            _log.Debug("asked by {0}", Sender);
            Sender.Tell((_self, _parent));
        });
    }

    private sealed class Node : ReceiveActor
    {
        private readonly string _name;
        private readonly List<string> _order;

        public Node(string name, int depth, List<string> order)
        {
            _name = name;
            _order = order;
            var child = depth > 0 ? Context.ActorOf(Props.Create(() => new Node(name + ".b", depth - 1, order))) : null;
            ReceiveAny(message => (child ?? Sender).Forward(message));
        }

        protected override void PostStop()
        {
            lock (_order)
                _order.Add(_name);
        }
    }
}
