namespace Akka.Actor;

/// <summary>An actor with a stash.</summary>
public interface IActorStash
{
    /// <summary>The stash; the runtime sets it.</summary>
    IStash Stash { get; set; }
}
