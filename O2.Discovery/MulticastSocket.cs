using System.Net;
using System.Net.Sockets;
using O2.Protocol.Mdns;

namespace O2.Discovery;

/// <summary>The UDP socket of multicast DNS on one interface.</summary>
/// <remarks>
/// <para>
/// Port 5353 belongs to all programs of the machine together: the system's responder and every OS process with O2 in it. Each needs the permission to
/// reuse the address, and on Unix also the port. A multicast datagram reaches all of them. A unicast one reaches only one, so on Linux the socket is
/// bound to the group's address: it never takes a datagram away from the system's responder.
/// </para>
/// <para>Thread-safe: <see cref="Send"/> and <see cref="Dispose"/>, yes. One asynchronous receive is pending at any time; there is no thread.</para>
/// </remarks>
internal sealed class MulticastSocket : IMulticastSocket
{
    private const int LinuxIpLevel = 0, LinuxMulticastAll = 49;
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(1);
    private static readonly IPEndPoint Everyone = new(MdnsProtocol.Group, MdnsProtocol.Port);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Opens the socket; nothing is received before <see cref="Start"/>.</summary>
    /// <param name="address">An IPv4 address of the interface.</param>
    /// <exception cref="SocketException">The system refuses, for example because a program holds the port for itself.</exception>
    public MulticastSocket(IPAddress address)
    {
        try
        {
            Configure(address);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Start(DatagramHandler handler) => Task.Run(() => ReceiveAsync(handler, _closing.Token));

    /// <inheritdoc/>
    public void Send(byte[] datagram)
    {
        try
        {
            _socket.SendTo(datagram, Everyone);
        }
        catch (SocketException)
        {
            // The interface is going down or its queue is full: announcements and queries are repeated anyway.
        }
        catch (ObjectDisposedException)
        {
            // A timer that fired while the link was closed.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Cancel();
        _socket.Dispose();
    }

    private void Configure(IPAddress address)
    {
        _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true); // on Unix .NET sets SO_REUSEADDR and SO_REUSEPORT
        bool linux = OperatingSystem.IsLinux();
        if (linux)
            _socket.SetRawSocketOption(LinuxIpLevel, LinuxMulticastAll, [0, 0, 0, 0]); // only the interface joined here, not all that any program joined
        _socket.Bind(new IPEndPoint(linux ? MdnsProtocol.Group : IPAddress.Any, MdnsProtocol.Port));
        _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(MdnsProtocol.Group, address));
        _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, address.GetAddressBytes());
        _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastLoopback, true);
        _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, MdnsProtocol.IpTimeToLive);
        _socket.Blocking = false;
    }

    private async Task ReceiveAsync(DatagramHandler handler, CancellationToken closing)
    {
        var buffer = new byte[MdnsLimits.MaxDatagramBytes + 1];
        var sender = new SocketAddress(AddressFamily.InterNetwork);
        using var pause = new PeriodicTimer(PauseAfterError);
        try
        {
            while (true)
            {
                if (await TryReceiveAsync(buffer, sender, closing).ConfigureAwait(false) is { } length)
                    handler(buffer.AsSpan(0, length), (IPEndPoint)Everyone.Create(sender));
                else
                    await pause.WaitForNextTickAsync(closing).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The link is closed.
        }
    }

    private async ValueTask<int?> TryReceiveAsync(byte[] buffer, SocketAddress sender, CancellationToken closing)
    {
        try
        {
            return await _socket.ReceiveFromAsync(buffer, SocketFlags.None, sender, closing).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return null; // the interface is down for the moment
        }
    }
}
