using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using O2.Discovery;

namespace O2.Actors;

/// <summary>The network of the operating system, served by the asynchronous sockets of .NET: wherever there is no <see cref="EpollLoop"/>.</summary>
internal sealed class SocketTransport : ITransport
{
    public static readonly SocketTransport Instance = new();

    public IReadOnlyList<IPAddress> LocalAddresses => SystemInterfaces.Read<IReadOnlyList<IPAddress>>(all =>
    [
        .. all
            .Where(nic => nic.OperationalStatus == OperationalStatus.Up || nic.NetworkInterfaceType == NetworkInterfaceType.Loopback)
            .SelectMany(nic => nic.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork)
            .OrderBy(IPAddress.IsLoopback),
    ]);

    /// <remarks>Where the system has no asynchronous look-up, a thread of the pool waits; not ours.</remarks>
    public async Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(host, AddressFamily.InterNetwork, cancellation).ConfigureAwait(false);
        return addresses is [var first, ..] ? first : throw new SocketException((int)SocketError.HostNotFound);
    }

    public IStreamListener Listen(IPAddress address, int port) => new SocketListener(address, port, socket => new SocketConnection(socket));

    public async Task<IStreamConnection> ConnectAsync(IPEndPoint remote, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(remote, cancellation).ConfigureAwait(false);
            return new SocketConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public IDatagramSocket OpenDatagrams(IPAddress address, int port) => new SocketDatagrams(address, port);
}
