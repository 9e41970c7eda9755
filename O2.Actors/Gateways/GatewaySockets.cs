using System.Net;
using System.Net.Sockets;
using O2.Protocol;

namespace O2.Actors;

/// <summary>The sockets that a process is reached at, open but not served yet, and the name that follows from them.</summary>
internal sealed record GatewaySockets(IStreamListener Listener, IDatagramSocket Datagrams, ProcessName Name) : IDisposable
{
    /// <summary>What the process tells others about itself.</summary>
    public ProcessInfo Info => new(Name, Datagrams.Port, ProtocolVersion.Current);

    /// <summary>Opens the sockets.</summary>
    /// <exception cref="O2Exception">They cannot be opened; the message says which.</exception>
    public static GatewaySockets Open(ITransport transport, O2ProcessOptions options)
    {
        var bindTo = BindAddress(options);
        IStreamListener? listener = null;
        try
        {
            var internalIp = InternalAddress(transport, options);
            listener = transport.Listen(bindTo, options.Port);
            var name = new ProcessName(publicIp: 0, IpNumber.FromAddress(internalIp), listener.Port);
            return new GatewaySockets(listener, transport.OpenDatagrams(bindTo, 0), name);
        }
        catch (SocketException e)
        {
            listener?.Dispose();
            throw new O2Exception($"Cannot listen at {bindTo}, TCP port {options.Port}: {e.Message}.", e);
        }
    }

    /// <summary>The local address that sockets are bound to.</summary>
    public static IPAddress BindAddress(O2ProcessOptions options) =>
        options.Interface ?? (options.Network == NetworkScope.Loopback ? IPAddress.Loopback : IPAddress.Any);

    /// <summary>The same sockets, and the name of a process whose public address is known.</summary>
    /// <param name="publicIp">The address, first octet in the highest byte; 0: unknown.</param>
    public GatewaySockets At(uint publicIp) => this with { Name = new ProcessName(publicIp, Name.InternalIp, Name.TcpPort) };

    public void Dispose()
    {
        Listener.Dispose();
        Datagrams.Dispose();
    }

    /// <summary>The address that others reach us at: not loopback, unless only that is wanted or there; and one that a router passes on, if there is one (R3.25).</summary>
    private static IPAddress InternalAddress(ITransport transport, O2ProcessOptions options) =>
        options.Interface ?? (options.Network == NetworkScope.Loopback
            ? IPAddress.Loopback
            : transport.LocalAddresses.Where(a => !IPAddress.IsLoopback(a)).OrderBy(IsLinkLocal).FirstOrDefault(IPAddress.Loopback));

    /// <summary>169.254.0.0/16: what a machine gives itself when nobody gives it an address.</summary>
    private static bool IsLinkLocal(IPAddress address) => address.GetAddressBytes() is [169, 254, ..];
}
