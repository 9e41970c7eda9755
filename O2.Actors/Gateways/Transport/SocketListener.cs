using System.Net;
using System.Net.Sockets;

namespace O2.Actors;

/// <summary>Accepts TCP connections until it is disposed.</summary>
internal sealed class SocketListener : IStreamListener
{
    private const int Backlog = 128;
    private static readonly TimeSpan ShortagePause = TimeSpan.FromMilliseconds(100);
    private readonly Func<Socket, IStreamConnection> _connect;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <param name="address">The local address.</param>
    /// <param name="port">The port, or 0.</param>
    /// <param name="connect">Makes a connection of an accepted socket.</param>
    public SocketListener(IPAddress address, int port, Func<Socket, IStreamConnection> connect)
    {
        _connect = connect;
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
                HandOver(await _socket.AcceptAsync().ConfigureAwait(false), accepted);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // The peer gave up between its SYN and our accept.
            }
            catch (SocketException e) when (e.SocketErrorCode != SocketError.OperationAborted)
            {
                // File handles or memory have run out. The connection still waits, so the next accept would fail at once.
                using var pause = new PeriodicTimer(ShortagePause);
                await pause.WaitForNextTickAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    /// <summary>A peer that resets its connection at once costs us that connection, not the listener.</summary>
    private void HandOver(Socket socket, Action<IStreamConnection> accepted)
    {
        try
        {
            accepted(_connect(socket));
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            socket.Dispose();
        }
    }
}
