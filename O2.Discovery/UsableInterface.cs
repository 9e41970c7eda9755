using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace O2.Discovery;

/// <summary>An interface that can carry multicast DNS over IPv4; two of these are equal when a socket made for one serves the other.</summary>
internal sealed record UsableInterface(string Name, IReadOnlyList<IPAddress> Addresses)
{
    private const int MaxInterfaces = 32;

    /// <summary>Finds the interfaces that the options choose.</summary>
    /// <param name="wanted">Names or addresses; none for all.</param>
    /// <returns>These, and the wanted ones that are not there or not usable.</returns>
    /// <exception cref="SocketException">The system does not tell which interfaces there are.</exception>
    public static (IReadOnlyList<UsableInterface> Found, IReadOnlyList<string> Missing) Find(IReadOnlyList<string> wanted)
    {
        var usable = SystemInterfaces.Read<List<UsableInterface>>(all => [.. all.Where(CanMulticast).Select(From).Where(i => i.Addresses.Count > 0)]);
        return (
            [.. usable.Where(i => wanted.Count == 0 || wanted.Any(i.Answers)).Take(MaxInterfaces)],
            [.. wanted.Where(word => !usable.Exists(i => i.Answers(word)))]);
    }

    public bool Equals(UsableInterface? other) => other is not null && Name == other.Name && Addresses.SequenceEqual(other.Addresses);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    private bool Answers(string word) => Name == word || Addresses.Any(address => address.ToString() == word);

    // Linux gives the loopback interface neither the multicast flag nor the state "up", and multicasts on it all the same.
    private static bool CanMulticast(NetworkInterface candidate) =>
        candidate.NetworkInterfaceType == NetworkInterfaceType.Loopback
            ? candidate.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
            : candidate.OperationalStatus == OperationalStatus.Up && candidate.SupportsMulticast;

    private static UsableInterface From(NetworkInterface candidate) => new(
        candidate.Name,
        [.. candidate.GetIPProperties().UnicastAddresses.Select(a => a.Address).Where(a => a.AddressFamily == AddressFamily.InterNetwork)]);
}
