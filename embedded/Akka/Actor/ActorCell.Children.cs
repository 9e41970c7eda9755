using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <content>Children: creating, finding and stopping them.</content>
internal sealed partial class ActorCell
{
    private static long s_lastUid;
    private long _lastChildNumber = -1;

    /// <summary>The children. Any thread.</summary>
    public ChildrenContainer Children { get; }

    /// <summary>Creates a child. Any thread; all but the guardians use it on their own turn only.</summary>
    public IActorRef ActorOf(Props props, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is not null)
            CheckName(name);
        var path = new ChildActorPath(Self.Path, name ?? NextName(), Interlocked.Increment(ref s_lastUid));
        var dispatcher = SystemImpl.Dispatchers.Lookup(props.Dispatcher);
        var child = Children.Add(path.Name, () => new LocalActorRef(SystemImpl, props, dispatcher, Self, path));
        child.Cell.Start();
        return child;
    }

    public IActorRef Child(string name) => Children.Find(name) ?? (IActorRef)ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => Children.Snapshot();

    public void Stop(IActorRef child)
    {
        var actor = ActorRefBase.Of(child);
        Children.ShallDie(actor);
        actor.SendSystemMessage(new Terminate());
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0)
            throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException(
                $"Illegal actor name [{name}]. It must not start with [$] and only contain letters, digits and [{ActorPath.ValidSymbols}].");
        }
    }

    private string NextName()
    {
        const string digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";
        Span<char> name = stackalloc char[12];
        name[0] = '$';
        var length = 1;
        var number = Interlocked.Increment(ref _lastChildNumber);
        do
        {
            name[length++] = digits[(int)(number & 63)];
            number >>= 6;
        }
        while (number != 0);
        return new string(name[..length]);
    }
}
