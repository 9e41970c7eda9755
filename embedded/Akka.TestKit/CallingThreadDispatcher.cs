using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>Runs an actor on the thread of whoever sends to it, before the send returns.</summary>
public class CallingThreadDispatcher : MessageDispatcher
{
    /// <summary>Its section of the configuration.</summary>
    public static new string Id = "akka.test.calling-thread-dispatcher";

    /// <summary>Creates the dispatcher.</summary>
    public CallingThreadDispatcher(MessageDispatcherConfigurator configurator)
        : base(configurator)
    {
    }

    /// <inheritdoc />
    protected override void ExecuteTask(IRunnable run) => run.Run();

    /// <inheritdoc />
    protected override void Shutdown()
    {
    }
}
