using System.Net;

namespace O2.Actors.Tests.Discovery;

/// <summary>The real network, whose host names are looked up as the test says.</summary>
internal sealed class NameServer(Func<string, CancellationToken, Task<IPAddress>> resolve) : ITransport
{
    public IReadOnlyList<IPAddress> LocalAddresses => SocketTransport.Instance.LocalAddresses;

    public static ProcessEnvironment Environment(Func<string, CancellationToken, Task<IPAddress>> resolve) =>
        ProcessEnvironment.CreateReal(isRealTime: false) with { Transport = new NameServer(resolve) };

    public Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation) => resolve(host, cancellation);

    public IStreamListener Listen(IPAddress address, int port) => SocketTransport.Instance.Listen(address, port);

    public Task<IStreamConnection> ConnectAsync(IPEndPoint remote, CancellationToken cancellation) => SocketTransport.Instance.ConnectAsync(remote, cancellation);

    public IDatagramSocket OpenDatagrams(IPAddress address, int port) => SocketTransport.Instance.OpenDatagrams(address, port);
}
