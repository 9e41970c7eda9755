namespace Akka.Actor;

/// <summary>The top of an actor system's tree.</summary>
public sealed class RootActorPath : ActorPath
{
    /// <summary>Creates the root path of the system at <paramref name="address"/>.</summary>
    public RootActorPath(Address address, string name = "")
        : base(address, name)
    {
    }

    /// <inheritdoc />
    public override ActorPath Parent => this;

    /// <inheritdoc />
    public override ActorPath Root => this;

    /// <inheritdoc />
    public override int Depth => 0;

    /// <inheritdoc />
    public override ActorPath WithUid(long uid) =>
        uid == UndefinedUid ? this : throw new ArgumentException("A root path has no uid.", nameof(uid));
}
