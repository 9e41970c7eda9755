using O2.Protocol;

namespace O2.Actors;

/// <summary>The methods of one service, and the rules of calling them (O2 2.0, "Methods").</summary>
/// <remarks>Thread-safe; dispatching takes no lock, and sees a change entirely or not at all.</remarks>
internal sealed class MethodTable
{
    private readonly MethodTree<O2Handler> _methods = new();

    /// <summary>Adds a method or replaces the one with the same path; the path <c>/</c> or an empty one takes every message.</summary>
    /// <exception cref="ArgumentException">The path or the types are malformed.</exception>
    public void Add(string path, string? types, O2Handler handler)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(handler);
        CheckTypes(types);
        _methods.Add(path == "/" ? "" : path, types, handler);
    }

    private static void CheckTypes(string? types)
    {
        foreach (char code in types ?? "")
        {
            if (code > byte.MaxValue || !Enum.IsDefined((TypeTag)code))
                throw new ArgumentException($"'{types}' cannot be the types of a method: there is no type '{code}'.", nameof(types));
        }
    }

    /// <summary>Removes a method, or all below a path; false when there was none.</summary>
    public bool Remove(string path) => _methods.Remove(path == "/" ? "" : path);

    /// <summary>Whether a message to the address would find a method, whatever its types.</summary>
    public bool Contains(O2Address address) => _methods.Find(address).Count > 0;

    /// <summary>Calls every method that a message is for. What a handler throws passes through.</summary>
    /// <param name="message">The message.</param>
    /// <param name="buffer">A list to use when the address is a pattern, so that nothing is allocated; not to be changed by handlers. Null makes one.</param>
    public DispatchResult Dispatch(in O2MessageView message, List<MethodEntry<O2Handler>>? buffer = null)
    {
        var result = DispatchResult.NoHandler;
        foreach (var method in _methods.Find(message.Address, buffer))
        {
            if (Coercion.Accepts(method.Types, message))
            {
                method.Method(message);
                result = DispatchResult.Handled;
            }
            else if (result == DispatchResult.NoHandler)
            {
                result = DispatchResult.TypeMismatch;
            }
        }

        return result;
    }
}
