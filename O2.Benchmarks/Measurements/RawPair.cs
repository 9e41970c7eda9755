namespace O2.Benchmarks;

/// <summary>Two OS processes with plain sockets, on cores of their own. A server serves one socket, so each transport has its own pair.</summary>
internal sealed class RawPair : IAsyncDisposable
{
    private readonly Dictionary<string, (Peer Server, Peer Client)> _pairs = [];

    private RawPair()
    {
    }

    /// <param name="kind"><c>raw</c> or <c>rawpoll</c>.</param>
    /// <param name="transports"><c>tcp</c>, <c>udp</c>, or both, which is the default.</param>
    public static async Task<RawPair> StartAsync(string kind, params IReadOnlyList<string> transports)
    {
        var pair = new RawPair();
        foreach (string transport in transports is [] ? ["tcp", "udp"] : transports)
        {
            var (server, client) = (await Peer.StartAsync(0, kind), await Peer.StartAsync(1, kind));
            pair._pairs.Add(transport, (server, client));
            await client.DoAsync("connect", transport, await server.AskAsync<int>("listen", transport));
        }

        return pair;
    }

    public Peer Server(string transport) => _pairs[transport].Server;

    public Peer Client(string transport) => _pairs[transport].Client;

    public Task<double[]> PingAsync(string transport, int count) => Client(transport).AskAsync<double[]>("ping", count);

    public async ValueTask DisposeAsync()
    {
        foreach (var (server, client) in _pairs.Values)
        {
            await client.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}
