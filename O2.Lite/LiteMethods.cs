using O2.Protocol;

namespace O2.Lite;

/// <summary>The methods of a client, and which of them a message is for.</summary>
/// <remarks>
/// <para>
/// As in O2lite: newest first; the first match alone is called; a method is for one whole address, or for all that begin with its path. When no method
/// has exactly the types of the message, the newest one is called whose types the arguments can be converted to. A pattern in the path of a message
/// calls all methods that it matches, as in O2.
/// </para>
/// <para>Thread-safe: adding and removing take a lock and replace the list; dispatching takes none and sees a change entirely or not at all.</para>
/// </remarks>
internal sealed class LiteMethods
{
    private sealed record Method(string Path, string? Types, bool IsPrefix, O2Handler Handler);

    private readonly Lock _changes = new();
    private volatile Method[] _methods = [];   // newest first

    /// <summary>Adds a method; one of the same kind with the same path and types is replaced.</summary>
    public void Add(string path, string? types, bool isPrefix, O2Handler handler)
    {
        lock (_changes)
            _methods = [new(path, types, isPrefix, handler), .. _methods.Where(m => m.Path != path || m.Types != types || m.IsPrefix != isPrefix)];
    }

    /// <summary>Removes all methods with a path.</summary>
    /// <returns>False when there was none.</returns>
    public bool Remove(string path)
    {
        lock (_changes)
        {
            int before = _methods.Length;
            _methods = [.. _methods.Where(m => m.Path != path)];
            return _methods.Length < before;
        }
    }

    /// <summary>Calls the method or methods that a message is for. What a handler throws passes through.</summary>
    /// <returns>False when there is none.</returns>
    public bool Dispatch(in O2MessageView message)
    {
        Method[] methods = _methods;
        if (message.Address.HasPattern)
            return DispatchPattern(methods, message);
        Method? convertible = null;
        foreach (Method method in methods)
        {
            if (!IsFor(method, message.Address))
                continue;
            if (method.Types is null || message.Types.SequenceEqual(method.Types))
            {
                method.Handler(message);
                return true;
            }

            if (convertible is null && Coercion.Accepts(method.Types, message))
                convertible = method;
        }

        convertible?.Handler(message);
        return convertible is not null;
    }

    private static bool DispatchPattern(Method[] methods, in O2MessageView message)
    {
        bool isHandled = false;
        foreach (Method method in methods)
        {
            if (!IsMatch(method, message.Address.Text) || !Coercion.Accepts(method.Types, message))
                continue;
            method.Handler(message);
            isHandled = true;
        }

        return isHandled;
    }

    /// <summary>The first character, <c>/</c> or <c>!</c>, does not count.</summary>
    private static bool IsFor(Method method, O2Address address)
    {
        ReadOnlySpan<char> text = address.Text.AsSpan(1), path = method.Path.AsSpan(1);
        return text.StartsWith(path) && (text.Length == path.Length || (method.IsPrefix && text[path.Length] == '/'));
    }

    private static bool IsMatch(Method method, ReadOnlySpan<char> pattern)
    {
        ReadOnlySpan<char> path = method.Path;
        while (!path.IsEmpty && !pattern.IsEmpty)
        {
            if (!PatternMatcher.Matches(TakeNode(ref path), TakeNode(ref pattern)))
                return false;
        }

        return path.IsEmpty && (pattern.IsEmpty || method.IsPrefix);
    }

    private static ReadOnlySpan<char> TakeNode(ref ReadOnlySpan<char> path)
    {
        int end = path[1..].IndexOf('/') + 1;
        ReadOnlySpan<char> node = end == 0 ? path[1..] : path[1..end];
        path = end == 0 ? default : path[end..];
        return node;
    }
}
