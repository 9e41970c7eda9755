namespace Akka.Actor;

/// <summary>Chooses a <see cref="Directive"/> for an exception.</summary>
public interface IDecider
{
    /// <summary>Chooses.</summary>
    Directive Decide(Exception cause);
}
