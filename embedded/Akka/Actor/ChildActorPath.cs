namespace Akka.Actor;

/// <summary>The path of an actor below the root.</summary>
public sealed class ChildActorPath : ActorPath
{
    /// <summary>Creates the path of the child <paramref name="name"/>.</summary>
    public ChildActorPath(ActorPath parentPath, string name, long uid)
        : base(parentPath, name, uid)
    {
        Parent = parentPath;
    }

    /// <inheritdoc />
    public override ActorPath Parent { get; }

    /// <inheritdoc />
    public override ActorPath Root => Parent.Root;

    /// <inheritdoc />
    public override int Depth => Parent.Depth + 1;

    /// <inheritdoc />
    public override ActorPath WithUid(long uid) => uid == Uid ? this : new ChildActorPath(Parent, Name, uid);
}
