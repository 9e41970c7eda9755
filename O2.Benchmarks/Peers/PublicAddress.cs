using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace O2.Benchmarks;

/// <summary>A STUN server that tells its one client a public address: processes with different ones take themselves for far away, and are relayed.</summary>
internal sealed class PublicAddress : IDisposable
{
    private const int HeaderBytes = 20, AttributeBytes = 12, IdOffset = 4;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public PublicAddress(uint address)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        new Thread(() => Serve(address)) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();

    private void Serve(uint address)
    {
        byte[] request = new byte[512];
        EndPoint client = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (_socket.ReceiveFrom(request, ref client) >= HeaderBytes)
                _socket.SendTo(Answer(request, address), client);
        }
        catch (SocketException)
        {
            // The measurement is over.
        }
    }

    /// <summary>A binding response with MAPPED-ADDRESS.</summary>
    private static byte[] Answer(ReadOnlySpan<byte> request, uint address)
    {
        byte[] answer = new byte[HeaderBytes + AttributeBytes];
        request[IdOffset..HeaderBytes].CopyTo(answer.AsSpan(IdOffset));
        BinaryPrimitives.WriteUInt16BigEndian(answer, 0x0101);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2), AttributeBytes);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(HeaderBytes), 0x0001);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(HeaderBytes + 2), AttributeBytes - 4);
        answer[HeaderBytes + 5] = 1;   // IPv4
        BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(HeaderBytes + 8), address);
        return answer;
    }
}
