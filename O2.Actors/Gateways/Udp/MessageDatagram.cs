using System.Buffers;
using System.Net;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Sends messages as datagrams.</summary>
internal static class MessageDatagram
{
    private const int StackBytes = 256;

    /// <summary>Sends one; <see cref="SendStatus.Blocked"/>: the system did not take it.</summary>
    public static SendStatus Send(this IDatagramSocket socket, O2Message message, IPEndPoint destination) => socket.Send(message.AsView(), destination);

    /// <summary>Sends one; <see cref="SendStatus.Blocked"/>: the system did not take it.</summary>
    public static SendStatus Send(this IDatagramSocket socket, in O2MessageView message, IPEndPoint destination)
    {
        int size = message.WireLength;
        if (size > ProtocolLimits.MaxDatagramBytes)
            return SendStatus.TooLarge;
        byte[]? rented = size > StackBytes ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> datagram = (rented ?? stackalloc byte[StackBytes])[..size];
        MessageEncoder.WriteUdp(message, datagram);
        bool isTaken = socket.Send(datagram, destination);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return isTaken ? SendStatus.Sent : SendStatus.Blocked;
    }
}
