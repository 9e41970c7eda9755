using System.Net;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Where the datagrams for another process go.</summary>
/// <remarks>Never to the port that one came from, which is not the one that the other process receives at (R3.2).</remarks>
internal static class UdpRoute
{
    /// <summary>The route to a process that we have connected to.</summary>
    /// <param name="process">The process.</param>
    /// <param name="reached">The address at which it was reached: of a hub, another one than that in its name, if a router stands before it.</param>
    public static IPEndPoint ToServer(ProcessInfo process, IPAddress reached) => new(reached, process.UdpPort);

    /// <summary>The route to a process that has connected to us.</summary>
    /// <param name="process">The process.</param>
    /// <param name="seen">The address that its connection comes from.</param>
    /// <returns>Null when that is not the address in its name: then it has come through a router, which lets only the answers to that connection in.</returns>
    public static IPEndPoint? ToClient(ProcessInfo process, IPAddress seen)
    {
        var named = IpNumber.ToAddress(process.Name.InternalIp);
        return seen.Equals(named) || IPAddress.IsLoopback(seen) ? new IPEndPoint(named, process.UdpPort) : null;
    }
}
