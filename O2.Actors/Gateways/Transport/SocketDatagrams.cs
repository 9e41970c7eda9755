using System.Net;
using System.Net.Sockets;

namespace O2.Actors;

/// <summary>A UDP socket that receives until it is disposed.</summary>
internal sealed class SocketDatagrams : IDatagramSocket
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(100);
    private readonly Socket _socket;

    public SocketDatagrams(IPAddress address, int port)
    {
        _socket = UdpSocket.Open(address, port);
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    public int Port { get; }

    public void Start(IDatagramHandler handler) => _ = ReceiveAsync(handler);

    public bool Send(ReadOnlySpan<byte> datagram, IPEndPoint destination) => UdpSocket.Send(_socket, datagram, destination);

    public void Dispose() => _socket.Dispose();

    private async Task ReceiveAsync(IDatagramHandler handler)
    {
        await Task.Yield();
        var sender = new SocketAddress(AddressFamily.InterNetwork);
        while (true)
        {
            try
            {
                int count = await _socket.ReceiveFromAsync(handler.GetReceiveBuffer(), SocketFlags.None, sender).ConfigureAwait(false);
                handler.OnDatagram(count, DatagramSender.From(sender));
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionRefused or SocketError.MessageSize)
            {
                // An ICMP "port unreachable" of an earlier send, or a datagram that was cut: the port works on.
            }
            catch (SocketException e) when (e.SocketErrorCode != SocketError.OperationAborted)
            {
                // The network is down, or memory is short; the next receive may fail at once, too.
                using var pause = new PeriodicTimer(PauseAfterError);
                await pause.WaitForNextTickAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }
}
