namespace Akka.Actor;

/// <summary>An actor with a stash that never fills up.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash
{
}
