using Akka.Actor;

namespace O2.Conformance.Tests;

public class PropsTests : Spec
{
    [Fact]
    public void By_expression()
    {
        var name = "expression";
        Assert.Equal("expression 10", Describe(Props.Create(() => new Described(name, 2 * 5))));
    }

    [Fact]
    public void By_type_argument() => Assert.Equal("arguments 3", Describe(Props.Create<Described>("arguments", 3)));

    [Fact]
    public void By_type() => Assert.Equal("type 4", Describe(Props.Create(typeof(Described), "type", 4)));

    [Fact]
    public void Without_arguments()
    {
        Assert.Equal("default 0", Describe(Props.Create<Described>()));
        Assert.Equal("default 0", Describe(Props.Create(() => new Described())));
    }

    [Fact]
    public void Arguments_are_evaluated_once()
    {
        var evaluations = 0;
        Func<int> next = () => ++evaluations;
        var props = Props.Create(() => new Described("x", next()));
        Assert.Equal("x 1", Describe(props));
        Assert.Equal("x 1", Describe(props));
    }

    [Fact]
    public void With_makes_a_copy()
    {
        var props = Props.Create<Described>();
        var other = props.WithDispatcher("other");
        Assert.Equal("other", other.Dispatcher);
        Assert.NotEqual("other", props.Dispatcher);
        Assert.Equal(typeof(Described), other.Type);
    }

    [Fact]
    public void An_expression_must_be_new() => Assert.ThrowsAny<Exception>(() => Props.Create(() => Make()));

    private static Described Make() => new();

    private string Describe(Props props)
    {
        ActorOf(props).Tell("describe");
        return ExpectMsg<string>();
    }

    private sealed class Described : ReceiveActor
    {
        public Described()
            : this("default", 0)
        {
        }

        public Described(string name, int number) => ReceiveAny(_ => Sender.Tell($"{name} {number}"));
    }
}
