using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>The base of test classes: each test gets an actor system of its own.</summary>
public class TestKit : TestKitBase, IDisposable
{
    /// <summary>Where xunit shows the log, or null.</summary>
    protected readonly ITestOutputHelper? Output;

    private bool _isDisposed;

    /// <summary>Tests in an actor system that exists, or in a new one with default settings.</summary>
    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : this(system, null, null, output)
    {
    }

    /// <summary>Tests in a new actor system.</summary>
    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : this(null, config, actorSystemName, output)
    {
    }

    /// <summary>Tests in a new actor system.</summary>
    /// <param name="config">HOCON.</param>
    /// <param name="output">Where xunit shows the log, or null.</param>
    public TestKit(string config, ITestOutputHelper? output = null)
        : this(null, ConfigurationFactory.ParseString(config), null, output)
    {
    }

    private TestKit(ActorSystem? system, Config? config, string? actorSystemName, ITestOutputHelper? output)
        : base(system, config, actorSystemName, null)
    {
        Output = output;
        if (output is not null)
            InitializeLogger(Sys);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called after each test; ends the actor system.</summary>
    protected virtual void AfterAll() => Shutdown();

    /// <summary>Shows the log of an actor system in xunit's output.</summary>
    protected void InitializeLogger(ActorSystem system)
    {
        if (Output is null)
            return;
        var logger = ((ExtendedActorSystem)system).SystemActorOf(Props.Create<TestOutputLogger>(Output), "log-test");
        logger.Tell(new InitializeLogger(system.EventStream), ActorRefs.Nobody);
    }

    /// <summary>Ends the actor system.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _isDisposed)
            return;
        _isDisposed = true;
        AfterAll();
    }
}
