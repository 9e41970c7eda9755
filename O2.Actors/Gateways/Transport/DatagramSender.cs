using System.Buffers.Binary;
using System.Net;

namespace O2.Actors;

/// <summary>Where a datagram came from, by its own account: anybody can write any sender on a datagram.</summary>
/// <param name="Ip">The IPv4 address, first octet in the highest byte; 0 when it is not known.</param>
/// <param name="Port">The UDP port.</param>
internal readonly record struct DatagramSender(uint Ip, int Port)
{
    private const int PortOffset = 2;
    private const int IpOffset = 4;

    /// <summary>Reads what the system writes (<c>sockaddr_in</c>).</summary>
    public static DatagramSender From(SocketAddress address)
    {
        var bytes = address.Buffer.Span;
        return new(BinaryPrimitives.ReadUInt32BigEndian(bytes[IpOffset..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[PortOffset..]));
    }
}
