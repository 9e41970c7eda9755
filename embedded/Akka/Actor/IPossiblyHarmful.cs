namespace Akka.Actor;

/// <summary>Marks messages that can end or disturb an actor and so should not be taken from strangers.</summary>
public interface IPossiblyHarmful
{
}
