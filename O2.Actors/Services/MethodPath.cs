using O2.Protocol;

namespace O2.Actors;

/// <summary>The rules for paths of inline methods (O2 2.0, <c>o2_method_new</c>).</summary>
internal static class MethodPath
{
    private const string StatusPath = "/_o2/si";

    /// <summary>Reads <c>/service/node…</c>.</summary>
    /// <exception cref="ArgumentException">It is not of that form, or the service is one of O2's own.</exception>
    public static O2Address Parse(string path)
    {
        var address = O2Address.Parse(path);
        if (address.First != '/')
            throw new ArgumentException($"'{path}' is no path of a method: it has to begin with '/'.", nameof(path));
        if (path != StatusPath)
            ServiceName.Validate(address.Service);
        return address;
    }
}
