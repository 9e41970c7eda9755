using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace O2.Cli;

/// <summary>Finds the IPv4 address of a network interface that the user names.</summary>
internal static class NetworkInterfaceChoice
{
    /// <exception cref="UserErrorException">There is no such interface; the message lists those that there are.</exception>
    public static IPAddress Parse(string nameOrAddress)
    {
        var known = NetworkInterface.GetAllNetworkInterfaces().SelectMany(AddressesOf).ToList();
        foreach (var (name, address) in known)
        {
            if (name == nameOrAddress || address.ToString() == nameOrAddress)
                return address;
        }

        throw new UserErrorException(
            $"--interface {nameOrAddress}: this machine has no such interface with an IPv4 address. It has {string.Join(", ", known.Select(it => $"{it.Name} ({it.Address})"))}.");
    }

    private static IEnumerable<(string Name, IPAddress Address)> AddressesOf(NetworkInterface network) =>
        from unicast in network.GetIPProperties().UnicastAddresses
        where unicast.Address.AddressFamily == AddressFamily.InterNetwork
        select (network.Name, unicast.Address);
}
