namespace Akka.Actor;

/// <summary>The reference to no actor at all; messages to it vanish.</summary>
public sealed class Nobody : ActorRefBase
{
    /// <summary>The only instance.</summary>
    public static readonly Nobody Instance = new();

    private static readonly ActorPath NobodyPath = new RootActorPath(new Address("akka", "all-systems"), "Nobody");

    private Nobody()
    {
    }

    /// <inheritdoc />
    public override ActorPath Path => NobodyPath;

    private protected override void TellInternal(object message, IActorRef? sender)
    {
    }
}
