namespace Akka.Actor;

/// <summary>A decider made of a function.</summary>
public class LocalOnlyDecider : IDecider
{
    private readonly Func<Exception, Directive> _decider;

    /// <summary>Wraps <paramref name="decider"/>.</summary>
    public LocalOnlyDecider(Func<Exception, Directive> decider) => _decider = decider;

    /// <inheritdoc />
    public Directive Decide(Exception cause) => _decider(cause);
}
