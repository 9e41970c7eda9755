using System.Buffers.Binary;
using System.Net;

namespace O2.Actors;

/// <summary>Converts between the addresses in process names and those of sockets.</summary>
internal static class IpNumber
{
    /// <summary>The address whose first octet is the highest byte.</summary>
    public static IPAddress ToAddress(uint ip)
    {
        Span<byte> octets = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(octets, ip);
        return new IPAddress(octets);
    }

    /// <summary>The IPv4 address as number, first octet in the highest byte.</summary>
    public static uint FromAddress(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());
}
