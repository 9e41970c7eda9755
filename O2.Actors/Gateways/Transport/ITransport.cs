using System.Net;

namespace O2.Actors;

/// <summary>The only way from a gateway to the network: real sockets, or the virtual network of the test kit.</summary>
/// <remarks>Thread-safe. Callbacks arrive on any thread, but for one connection or datagram socket never two at once.</remarks>
internal interface ITransport
{
    /// <summary>The IPv4 addresses of this machine's interfaces that are up; loopback included, loopback last.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The system does not tell now, for example because file handles have run out.</exception>
    IReadOnlyList<IPAddress> LocalAddresses { get; }

    /// <summary>Looks a host name up, or reads an address that is written with dots; the task fails with a <see cref="System.Net.Sockets.SocketException"/> when there is no IPv4 address.</summary>
    Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation);

    /// <summary>Listens for connections. Port 0 lets the system choose; see <see cref="IStreamListener.Port"/>.</summary>
    /// <param name="address">The local address, or <see cref="IPAddress.Any"/>.</param>
    /// <param name="port">The port, or 0.</param>
    IStreamListener Listen(IPAddress address, int port);

    /// <summary>Connects; the task fails with a <see cref="System.Net.Sockets.SocketException"/> when it cannot be done.</summary>
    Task<IStreamConnection> ConnectAsync(IPEndPoint remote, CancellationToken cancellation);

    /// <summary>Opens a datagram socket. Port 0 lets the system choose; see <see cref="IDatagramSocket.Port"/>.</summary>
    IDatagramSocket OpenDatagrams(IPAddress address, int port);
}
