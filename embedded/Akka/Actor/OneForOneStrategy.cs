namespace Akka.Actor;

/// <summary>Treats each child that fails on its own.</summary>
public class OneForOneStrategy : SupervisorStrategy
{
    /// <summary>Creates the strategy.</summary>
    /// <param name="maxNrOfRetries">How often a child may be restarted within the window; null or negative is no limit.</param>
    /// <param name="withinTimeRange">The window; null is for ever.</param>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, Actor.Decider.From(localOnlyDecider))
    {
    }

    /// <inheritdoc cref="OneForOneStrategy(int?, TimeSpan?, Func{Exception, Directive})" />
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, RestartLimit.Milliseconds(withinTimeRange), decider)
    {
    }

    /// <summary>Creates the strategy.</summary>
    /// <param name="maxNrOfRetries">How often a child may be restarted within the window; negative is no limit.</param>
    /// <param name="withinTimeMilliseconds">The window; negative is for ever.</param>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    /// <param name="loggingEnabled">Whether failures are published as log events.</param>
    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, Actor.Decider.From(localOnlyDecider), loggingEnabled)
    {
    }

    /// <inheritdoc cref="OneForOneStrategy(int, int, Func{Exception, Directive}, bool)" />
    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        Decider = decider;
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>Creates the strategy without a limit.</summary>
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    /// <summary>Creates the strategy without a limit.</summary>
    public OneForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    /// <inheritdoc />
    public override IDecider Decider { get; }

    /// <summary>How often a child may be restarted within the window; negative is no limit.</summary>
    public int MaxNumberOfRetries { get; }

    /// <summary>The window in milliseconds; negative is for ever.</summary>
    public int WithinTimeRangeMilliseconds { get; }

    private protected override void ProcessFailure(ActorCell supervisor, bool restart, ChildStats failed, Exception cause)
    {
        if (restart && failed.RequestRestart(MaxNumberOfRetries, WithinTimeRangeMilliseconds))
            RestartChild(failed.Child, cause, suspendFirst: false);
        else
            supervisor.Stop(failed.Child);
    }
}
