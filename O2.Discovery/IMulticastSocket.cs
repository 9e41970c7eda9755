using System.Net;

namespace O2.Discovery;

/// <summary>Receives a datagram.</summary>
/// <param name="datagram">The bytes, valid during the call.</param>
/// <param name="from">The sender.</param>
internal delegate void DatagramHandler(ReadOnlySpan<byte> datagram, IPEndPoint from);

/// <summary>The datagrams of multicast DNS on one interface.</summary>
/// <remarks>Thread-safe: <see cref="Send"/> and disposal, yes.</remarks>
internal interface IMulticastSocket : IDisposable
{
    /// <summary>Starts to receive.</summary>
    /// <param name="handler">Called on pool threads until the socket is disposed, our own datagrams included.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The system refuses.</exception>
    void Start(DatagramHandler handler);

    /// <summary>Multicasts a datagram; one that the system does not take at once is lost, as any datagram may be.</summary>
    void Send(byte[] datagram);
}
