using System.Net;

namespace O2.Protocol.Mdns;

/// <summary>A service instance that a browser found.</summary>
/// <param name="Name">The instance name, without type and domain; spaces and dots are part of it.</param>
/// <param name="Type">The service type that was browsed, such as <c>_o2proc._tcp</c>.</param>
/// <param name="Host">The name of its host, such as <c>studio.local</c>.</param>
/// <param name="Port">Its port.</param>
/// <param name="Txt">Its <c>key=value</c> strings in the order sent. Written by anybody on the network.</param>
/// <param name="Addresses">
/// IPv4 addresses of the host that are known now; may be empty, and grow later. O2 does not need them: its addresses stand in the TXT strings.
/// </param>
/// <remarks>Two of these are equal when all parts are. Thread-safe: yes (immutable).</remarks>
public sealed record DiscoveredService(
    string Name, string Type, string Host, int Port, IReadOnlyList<string> Txt, IReadOnlyList<IPAddress> Addresses)
{
    /// <inheritdoc/>
    public bool Equals(DiscoveredService? other) =>
        other is not null && Name == other.Name && Type == other.Type && Host == other.Host && Port == other.Port
        && SameItems(Txt, other.Txt) && SameItems(Addresses, other.Addresses);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, Host, Port);

    private static bool SameItems<T>(IReadOnlyList<T> left, IReadOnlyList<T> right)
        where T : class
    {
        if (left.Count != right.Count)
            return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (!left[i].Equals(right[i]))
                return false;
        }
        return true;
    }
}
