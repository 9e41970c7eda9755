using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>Decides on which thread actors run.</summary>
/// <remarks>
/// A subclass only has to run what it is given, each piece of work once, in the order given, never two at a time for the same
/// mailbox (which the mailbox itself takes care of). Choose one by <see cref="Props.WithDispatcher"/> and configuration.
/// </remarks>
public abstract class MessageDispatcher
{
    /// <summary>How many messages an actor handles in one turn when nothing else is configured.</summary>
    public const int DefaultThroughput = 100;

    private int _inhabitants;

    /// <summary>Creates a dispatcher.</summary>
    protected MessageDispatcher(MessageDispatcherConfigurator configurator)
    {
        Configurator = configurator;
        Throughput = configurator.Config.GetInt("throughput", DefaultThroughput);
    }

    /// <summary>What made this dispatcher.</summary>
    public MessageDispatcherConfigurator Configurator { get; }

    /// <summary>The name of its section of the configuration.</summary>
    public string Id { get; set; } = "";

    /// <summary>How many messages an actor handles in one turn before others get theirs.</summary>
    public int Throughput { get; set; }

    /// <summary>How many actors run here.</summary>
    protected long Inhabitants => Volatile.Read(ref _inhabitants);

    /// <summary>Runs an action on this dispatcher.</summary>
    public void Schedule(Action run) => ExecuteTask(new ActionRunnable(run));

    /// <summary>Runs a piece of work on this dispatcher.</summary>
    public void Schedule(IRunnable run) => ExecuteTask(run);

    internal void Execute(Mailbox mailbox) => ExecuteTask(mailbox);

    internal void Attach() => Interlocked.Increment(ref _inhabitants);

    internal void Detach()
    {
        if (Interlocked.Decrement(ref _inhabitants) == 0)
            OnDeserted();
    }

    internal void End() => Shutdown();

    /// <summary>Runs a piece of work, now or later, here or on another thread.</summary>
    protected abstract void ExecuteTask(IRunnable run);

    /// <summary>Releases threads; called when the actor system has ended, or the last actor of a pinned dispatcher.</summary>
    protected abstract void Shutdown();

    private protected virtual void OnDeserted()
    {
    }
}
