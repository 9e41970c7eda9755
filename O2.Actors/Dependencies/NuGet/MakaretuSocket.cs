using System.Net;
using System.Net.Sockets;
using Makaretu.Dns;
using O2.Discovery;
using O2.Protocol.Mdns;

namespace O2.Actors;

/// <summary>The datagrams of multicast DNS on one interface, by Makaretu.Dns.Multicast. What is said there, and when, is ours to decide.</summary>
/// <remarks>Compiled in <c>nuget</c> mode only, so nothing clever stands here.</remarks>
internal sealed class MakaretuSocket : IMulticastSocket
{
    private readonly MulticastService _service;
    private bool _isOpen;

    private MakaretuSocket(UsableInterface usable)
    {
        _service = new MulticastService(all => all.Where(nic => nic.Name == usable.Name)) { UseIpv6 = false, IgnoreDuplicateMessages = false };
        _service.NetworkInterfaceDiscovered += (_, _) => _isOpen = true;
    }

    /// <summary>Opens an interface; one that Makaretu cannot use, by our own socket.</summary>
    /// <exception cref="SocketException">The system refuses.</exception>
    public static IMulticastSocket Open(UsableInterface usable) => CanUse(usable) ? new MakaretuSocket(usable) : new MulticastSocket(usable.Addresses[0]);

    public void Start(DatagramHandler handler)
    {
        _service.QueryReceived += (_, e) => handler(e.Message.ToByteArray(), e.RemoteEndPoint);
        _service.AnswerReceived += (_, e) => handler(e.Message.ToByteArray(), e.RemoteEndPoint);
        _service.Start();
        if (!_isOpen)
            throw new SocketException((int)SocketError.AddressAlreadyInUse);   // Makaretu does not pass the error of the system on
    }

    public void Send(byte[] datagram) => _service.SendQuery((Message)new Message().Read(datagram));   // as it is, whatever it is

    public void Dispose() => _service.Dispose();

    /// <summary>It leaves the loopback interface out, and joins the group without naming an interface, for which the system needs a default route.</summary>
    private static bool CanUse(UsableInterface usable)
    {
        if (usable.Addresses.All(IPAddress.IsLoopback))
            return false;
        try
        {
            using var socket = new UdpClient(AddressFamily.InterNetwork);
            socket.JoinMulticastGroup(MdnsProtocol.Group);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
