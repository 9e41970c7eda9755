using System.Net;
using System.Net.Sockets;

namespace O2.Actors;

/// <summary>Accepts TCP connections until it is disposed.</summary>
internal sealed class SocketListener : IStreamListener
{
    private const int Backlog = 128;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public SocketListener(IPAddress address, int port)
    {
        try
        {
            _socket.Bind(new IPEndPoint(address, port));
            _socket.Listen(Backlog);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    public int Port { get; }

    public void Start(Action<IStreamConnection> accepted) => _ = AcceptAsync(accepted);

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAsync(Action<IStreamConnection> accepted)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                accepted(new SocketConnection(await _socket.AcceptAsync().ConfigureAwait(false)));
            }
            catch (SocketException e) when (IsTransient(e.SocketErrorCode))
            {
                // The peer gave up between its SYN and our accept, or file handles are short: the listener lives on.
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private static bool IsTransient(SocketError error) =>
        error is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable;
}
