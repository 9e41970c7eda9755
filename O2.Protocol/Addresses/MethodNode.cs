using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>A node of a <see cref="MethodTree{T}"/>: a method, or named nodes. Immutable; changes copy the nodes on the path.</summary>
/// <typeparam name="T">What is kept for each method.</typeparam>
internal sealed class MethodNode<T>
{
    public static readonly MethodNode<T> Empty = new([]);
    private readonly Dictionary<string, MethodNode<T>> _children;

    private MethodNode(Dictionary<string, MethodNode<T>> children, MethodEntry<T>? method = null)
    {
        _children = children;
        Method = method;
    }

    /// <summary>The method that ends here; such a node has no children.</summary>
    public MethodEntry<T>? Method { get; }

    /// <summary>Takes the first node's name off a path that begins with a slash.</summary>
    public static ReadOnlySpan<char> TakeNode(ref ReadOnlySpan<char> path)
    {
        int slash = path[1..].IndexOf('/');
        int end = slash < 0 ? path.Length : 1 + slash;
        ReadOnlySpan<char> name = path[1..end];
        path = path[end..];
        return name;
    }

    /// <summary>This node with a method at a path below it.</summary>
    public MethodNode<T> With(ReadOnlySpan<char> path, MethodEntry<T> method)
    {
        if (path.IsEmpty)
            return new([], method);

        string name = TakeNode(ref path).ToString();
        return new(new(_children) { [name] = _children.GetValueOrDefault(name, Empty).With(path, method) });
    }

    /// <summary>This node without what is at a path; the node itself when there is nothing, null when nothing is left of it.</summary>
    public MethodNode<T>? Without(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty)
            return null;

        if (path[0] != '/' || !TryGetChild(TakeNode(ref path), out string name, out MethodNode<T>? child))
            return this;

        MethodNode<T>? changed = child.Without(path);
        if (ReferenceEquals(changed, child))
            return this;

        var children = new Dictionary<string, MethodNode<T>>(_children);
        if (changed is null)
            children.Remove(name);
        else
            children[name] = changed;

        return children.Count == 0 ? null : new(children);
    }

    /// <summary>The method at a path in which nothing is a pattern.</summary>
    public MethodEntry<T>? FindExact(ReadOnlySpan<char> path)
    {
        MethodNode<T>? node = this;
        while (!path.IsEmpty)
        {
            if (!node.TryGetChild(TakeNode(ref path), out _, out node))
                return null;
        }

        return node.Method;
    }

    /// <summary>Collects the methods that a path with patterns matches.</summary>
    public void FindMatches(ReadOnlySpan<char> path, List<MethodEntry<T>> matches)
    {
        if (path.IsEmpty)
        {
            if (Method is not null)
                matches.Add(Method);

            return;
        }

        ReadOnlySpan<char> pattern = TakeNode(ref path);
        if (!PatternMatcher.IsPattern(pattern))
        {
            if (TryGetChild(pattern, out _, out MethodNode<T>? child))
                child.FindMatches(path, matches);

            return;
        }

        foreach ((string name, MethodNode<T> child) in _children)
        {
            if (PatternMatcher.Matches(name, pattern))
                child.FindMatches(path, matches);
        }
    }

    private bool TryGetChild(ReadOnlySpan<char> name, out string key, [NotNullWhen(true)] out MethodNode<T>? child)
    {
        if (_children.Count > 0)
            return _children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out key!, out child);

        (key, child) = ("", null);
        return false;
    }
}
