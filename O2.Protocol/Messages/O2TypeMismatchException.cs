namespace O2.Protocol;

/// <summary>Thrown when a handler asks for an argument as a type that the argument cannot become.</summary>
/// <remarks>In a service actor this crashes the handler, so the service's supervision decides what follows.</remarks>
public sealed class O2TypeMismatchException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="index">Position of the argument, from 0.</param>
    /// <param name="wanted">What was asked for, in words of the API such as <c>Int32</c>.</param>
    /// <param name="found">Type code of the argument, two characters for a vector.</param>
    /// <param name="types">Type string of the whole message.</param>
    public O2TypeMismatchException(int index, string wanted, string found, string types)
        : base($"Argument {index} of ',{types}' has type '{found}' and cannot be read as {wanted}.")
    {
        Index = index;
        Wanted = wanted;
        Found = found;
    }

    /// <summary>Position of the argument, from 0.</summary>
    public int Index { get; }

    /// <summary>What was asked for.</summary>
    public string Wanted { get; }

    /// <summary>Type code that the message has at this position.</summary>
    public string Found { get; }
}
