using Akka.Actor;

namespace O2.Conformance.Tests;

public class ExtensionTests : Spec
{
    [Fact]
    public void An_extension_is_made_once_for_each_system()
    {
        var extension = Sys.WithExtension<Tally, TallyProvider>();
        Assert.Same(extension, Sys.WithExtension<Tally, TallyProvider>());
        Assert.Same(extension, new TallyProvider().Get(Sys));
        Assert.Same(extension, new TallyProvider().Apply(Sys));
        Assert.Same(extension, Sys.GetExtension<Tally>());
        Assert.Same(Sys, extension.System);
        Assert.True(Sys.HasExtension<Tally>());
        Assert.True(Sys.TryGetExtension<Tally>(out var found));
        Assert.Same(extension, found);
    }

    [Fact]
    public void An_extension_that_nobody_asked_for_does_not_exist() => Assert.False(Sys.HasExtension<Tally>());

    [Fact]
    public void An_extension_may_create_actors_for_the_system()
    {
        var reporter = Sys.WithExtension<Tally, TallyProvider>().Reporter;
        Assert.Equal("/system/reporter", reporter.Path.ToStringWithoutAddress());
        reporter.Tell("hello");
        ExpectMsg("hello");
    }

    private sealed class Tally(ExtendedActorSystem system) : IExtension
    {
        public ExtendedActorSystem System { get; } = system;

        public IActorRef Reporter { get; } = system.SystemActorOf(Props.Create(() => new Echo()), "reporter");
    }

    private sealed class TallyProvider : ExtensionIdProvider<Tally>
    {
        public override Tally CreateExtension(ExtendedActorSystem system) => new(system);
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
