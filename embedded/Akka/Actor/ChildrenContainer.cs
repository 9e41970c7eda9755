namespace Akka.Actor;

/// <summary>The children of an actor by name, those of them that are to die, and what waits for their death.</summary>
/// <remarks>Thread-safe: selections read it from any thread, and actors are created under a guardian from any thread.</remarks>
internal sealed class ChildrenContainer
{
    private readonly Lock _gate = new();
    private readonly HashSet<ActorRefBase> _dying = [];
    private Dictionary<string, ChildStats>? _children;

    /// <summary>What the actor does once the dying children have ended.</summary>
    public Continuation? WaitingFor { get; private set; }

    /// <summary>True while something waits for dying children.</summary>
    public bool IsWaiting => WaitingFor is not null;

    /// <summary>Creates and adds a child.</summary>
    /// <exception cref="InvalidActorNameException">The name is taken.</exception>
    /// <exception cref="InvalidOperationException">The actor is ending.</exception>
    public LocalActorRef Add(string name, Func<LocalActorRef> create)
    {
        lock (_gate)
        {
            if (WaitingFor is Continuation.Termination)
                throw new InvalidOperationException($"Cannot create child [{name}] while terminating or terminated.");
            _children ??= [];
            if (_children.ContainsKey(name))
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
            var child = create();
            _children.Add(name, new ChildStats(child));
            return child;
        }
    }

    /// <summary>The child of that name, or null.</summary>
    public LocalActorRef? Find(string name)
    {
        lock (_gate)
            return _children is not null && _children.TryGetValue(name, out var stats) ? stats.Child : null;
    }

    /// <summary>What is known about a child, or null when it is not, or no longer, one.</summary>
    public ChildStats? Find(ActorRefBase child)
    {
        lock (_gate)
            return _children is not null && _children.TryGetValue(child.Path.Name, out var stats) && stats.Child.Equals(child) ? stats : null;
    }

    /// <summary>The children at this moment.</summary>
    public LocalActorRef[] Snapshot()
    {
        lock (_gate)
            return _children is null ? [] : [.. _children.Values.Select(stats => stats.Child)];
    }

    /// <summary>The children at this moment with what is known about them.</summary>
    public ChildStats[] Stats()
    {
        lock (_gate)
            return _children is null ? [] : [.. _children.Values];
    }

    /// <summary>Marks a child that was told to end.</summary>
    public void ShallDie(ActorRefBase child)
    {
        lock (_gate)
        {
            if (_children is not null && _children.TryGetValue(child.Path.Name, out var stats) && stats.Child.Equals(child))
                _dying.Add(stats.Child);
        }
    }

    /// <summary>Lets something wait for the dying children; termination also refuses new children for ever.</summary>
    /// <returns>False when there are none, so that nothing waits.</returns>
    public bool WaitForDying(Continuation continuation)
    {
        lock (_gate)
        {
            var waits = _dying.Count > 0;
            if (waits || continuation is Continuation.Termination)
                WaitingFor = continuation;
            return waits;
        }
    }

    /// <summary>Removes a child that has ended.</summary>
    /// <returns>What waited for it, when it was the last.</returns>
    public Continuation? Remove(LocalActorRef child)
    {
        lock (_gate)
        {
            _children!.Remove(child.Path.Name);
            if (!_dying.Remove(child) || _dying.Count > 0 || WaitingFor is not { } continuation)
                return null;
            if (continuation is not Continuation.Termination)
                WaitingFor = null;
            return continuation;
        }
    }

    /// <summary>What an actor does once its dying children have ended.</summary>
    internal abstract record Continuation
    {
        /// <summary>Makes the first incarnation again after it had failed.</summary>
        public sealed record Creation : Continuation;

        /// <summary>Makes the next incarnation.</summary>
        public sealed record Recreation(Exception Cause, ActorBase Failed) : Continuation;

        /// <summary>Ends.</summary>
        public sealed record Termination : Continuation;
    }
}
