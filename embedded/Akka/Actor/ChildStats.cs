namespace Akka.Actor;

/// <summary>A child as its supervisor sees it.</summary>
internal sealed class ChildStats(LocalActorRef child)
{
    private RestartLimit _limit;

    /// <summary>The child.</summary>
    public LocalActorRef Child { get; } = child;

    /// <summary>Counts one more restart, and tells whether it is allowed.</summary>
    public bool RequestRestart(int maxRestarts, int windowMilliseconds) => _limit.Request(maxRestarts, windowMilliseconds);
}
