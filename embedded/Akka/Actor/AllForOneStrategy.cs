namespace Akka.Actor;

/// <summary>Treats all children alike when one of them fails.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    /// <summary>Creates the strategy.</summary>
    /// <param name="maxNrOfRetries">How often the children may be restarted within the window; null or negative is no limit.</param>
    /// <param name="withinTimeRange">The window; null is for ever.</param>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, Actor.Decider.From(localOnlyDecider))
    {
    }

    /// <inheritdoc cref="AllForOneStrategy(int?, TimeSpan?, Func{Exception, Directive})" />
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, RestartLimit.Milliseconds(withinTimeRange), decider)
    {
    }

    /// <summary>Creates the strategy.</summary>
    /// <param name="maxNrOfRetries">How often the children may be restarted within the window; negative is no limit.</param>
    /// <param name="withinTimeMilliseconds">The window; negative is for ever.</param>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    /// <param name="loggingEnabled">Whether failures are published as log events.</param>
    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, Actor.Decider.From(localOnlyDecider), loggingEnabled)
    {
    }

    /// <inheritdoc cref="AllForOneStrategy(int, int, Func{Exception, Directive}, bool)" />
    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        Decider = decider;
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>Creates the strategy without a limit.</summary>
    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    /// <summary>Creates the strategy without a limit.</summary>
    public AllForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    /// <inheritdoc />
    public override IDecider Decider { get; }

    /// <summary>How often the children may be restarted within the window; negative is no limit.</summary>
    public int MaxNumberOfRetries { get; }

    /// <summary>The window in milliseconds; negative is for ever.</summary>
    public int WithinTimeRangeMilliseconds { get; }

    private protected override void ProcessFailure(ActorCell supervisor, bool restart, ChildStats failed, Exception cause)
    {
        var children = supervisor.Children.Stats();
        if (restart && Array.TrueForAll(children, child => child.RequestRestart(MaxNumberOfRetries, WithinTimeRangeMilliseconds)))
        {
            foreach (var child in children)
                RestartChild(child.Child, cause, suspendFirst: child != failed);
        }
        else
        {
            foreach (var child in children)
                supervisor.Stop(child.Child);
        }
    }
}
