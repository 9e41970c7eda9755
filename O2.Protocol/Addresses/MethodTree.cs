using System.Threading;

namespace O2.Protocol;

/// <summary>The methods of one service, by path; finds those that a message is for.</summary>
/// <typeparam name="T">What is kept for each method, such as a handler.</typeparam>
/// <remarks>
/// <para>A node of a path is either a method or leads to further nodes, never both: adding <c>/a</c> removes <c>/a/b</c>,
/// and the reverse. A method with the empty path takes every message of the service and stands alone. Names are
/// literal; patterns stand in messages only.</para>
/// Thread-safe: yes; <see cref="Find"/> takes no lock and sees a change entirely or not at all. Source: O2 2.0, "Methods".
/// </remarks>
public sealed class MethodTree<T>
{
    private readonly Lock _changes = new();
    private volatile MethodNode<T> _root = MethodNode<T>.Empty;

    /// <summary>Adds a method, or replaces the one at the same path.</summary>
    /// <param name="path">Path within the service, such as <c>/noteon</c>; empty for all messages of the service.</param>
    /// <param name="types">Types for the owner to check; null for any arguments.</param>
    /// <param name="method">What to keep.</param>
    /// <exception cref="ArgumentException">The path is not empty and lacks the leading slash, has an empty node, or one of over 1020 characters.</exception>
    public void Add(string path, string? types, T method)
    {
        ArgumentNullException.ThrowIfNull(path);
        CheckPath(path);
        var entry = new MethodEntry<T>(path, types, method);
        lock (_changes)
            _root = _root.With(path, entry);
    }

    /// <summary>Removes a method, or all methods below a path.</summary>
    /// <param name="path">Path within the service. When it is empty, or a method takes every message, everything is removed.</param>
    /// <returns>False when there was nothing.</returns>
    public bool Remove(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        lock (_changes)
        {
            MethodNode<T> before = _root;
            _root = before.Without(before.Method is null ? path : "") ?? MethodNode<T>.Empty;
            return !ReferenceEquals(before, _root);
        }
    }

    /// <summary>Finds the methods that a message is for; their types are still to be checked.</summary>
    /// <param name="address">Address of the message; only its path counts.</param>
    /// <param name="buffer">A list to use for the methods of a pattern; it is overwritten. Null makes one.</param>
    /// <returns>The methods. At most one unless the path is a pattern; for a pattern all that match, in no particular order.</returns>
    /// <remarks>Allocates: only for a pattern, and not then if the buffer is large enough.</remarks>
    public MethodMatches<T> Find(O2Address address, List<MethodEntry<T>>? buffer = null)
    {
        MethodNode<T> root = _root;
        if (root.Method is not null)
            return new(root.Method);

        if (!address.HasPattern)
            return new(root.FindExact(address.Path));

        List<MethodEntry<T>> matches = buffer ?? [];
        matches.Clear();
        root.FindMatches(address.Path, matches);
        return new(matches);
    }

    private static void CheckPath(string path)
    {
        ReadOnlySpan<char> rest = path;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<char> node = rest[0] == '/' ? MethodNode<T>.TakeNode(ref rest) : default;
            if (node.IsEmpty || node.Length > ProtocolLimits.MaxNodeLength)
                throw new ArgumentException($"'{path}' is no path of a method: it needs '/' before nodes of 1 to {ProtocolLimits.MaxNodeLength} characters.", nameof(path));
        }
    }
}
