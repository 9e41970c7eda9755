using System.Net;
using System.Net.Sockets;
using O2.Protocol;

namespace O2.Actors;

/// <summary>The network of the operating system, served by one thread of the process instead of .NET's thread pool.</summary>
internal sealed class LoopTransport(SocketLoop loop, ILocalClock clock) : ITransport
{
    public IReadOnlyList<IPAddress> LocalAddresses => SocketTransport.Instance.LocalAddresses;

    public Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation) => SocketTransport.Instance.ResolveAsync(host, cancellation);

    public IStreamListener Listen(IPAddress address, int port) => new SocketListener(address, port, socket => new LoopConnection(loop, clock, socket));

    /// <remarks>
    /// The connect blocks a thread of its own. An asynchronous one would register the socket with .NET for good, and each byte that arrives would
    /// wake a thread of .NET beside ours.
    /// </remarks>
    public Task<IStreamConnection> ConnectAsync(IPEndPoint remote, CancellationToken cancellation) =>
        Task.Factory.StartNew(() => Connect(remote, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public IDatagramSocket OpenDatagrams(IPAddress address, int port) => new LoopDatagrams(loop, address, port);

    private IStreamConnection Connect(IPEndPoint remote, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            using (cancellation.Register(socket.Dispose))
                socket.Connect(remote);
            return new LoopConnection(loop, clock, socket);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is ObjectDisposedException)
                cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }
}
