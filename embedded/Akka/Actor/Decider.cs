namespace Akka.Actor;

/// <summary>Makes deciders.</summary>
public static class Decider
{
    /// <summary>A decider made of a function.</summary>
    public static LocalOnlyDecider From(Func<Exception, Directive> localOnlyDecider) => new(localOnlyDecider);
}
