using System.Net;
using Microsoft.AspNetCore.Http;

namespace O2.Web;

/// <summary>Whose pages may join.</summary>
/// <remarks>
/// A page may when its origin is listed, or is this server itself. The latter is believed only under an address, <c>localhost</c> or a name of the local
/// network: a page of the Internet can make its own name point here.
/// </remarks>
internal sealed class OriginPolicy(IReadOnlyList<string> allowed)
{
    /// <summary>Whether a request may be served. Programs that are no browsers send no origin; they may.</summary>
    public bool Allows(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || IsListed(origin) || (IsLocalName(request.Host.Host) && origin == $"{request.Scheme}://{request.Host}");
    }

    /// <summary>Whether pages of this origin may use files of this server.</summary>
    public bool IsListed(string origin) => allowed.Contains("*") || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);

    private static bool IsLocalName(string host) =>
        IPAddress.TryParse(host, out _) || !host.Contains('.') || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase);
}
