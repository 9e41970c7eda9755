using System.Buffers;
using System.Net;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Sends messages as datagrams.</summary>
internal static class MessageDatagram
{
    /// <summary>Sends one; <see cref="SendStatus.Blocked"/>: the system did not take it.</summary>
    public static SendStatus Send(this IDatagramSocket socket, O2Message message, IPEndPoint destination)
    {
        int size = MessageEncoder.GetUdpSize(message);
        if (size > ProtocolLimits.MaxDatagramBytes)
            return SendStatus.TooLarge;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
        MessageEncoder.WriteUdp(message, buffer.AsSpan(0, size));
        bool isTaken = socket.Send(buffer.AsSpan(0, size), destination);
        ArrayPool<byte>.Shared.Return(buffer);
        return isTaken ? SendStatus.Sent : SendStatus.Blocked;
    }
}
