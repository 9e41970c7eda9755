namespace O2.Benchmarks;

/// <summary>Two O2 processes that are connected, each an OS process on a core of its own; the server is the clock reference.</summary>
internal sealed record O2Pair(Peer Server, Peer Client) : IAsyncDisposable
{
    public static async Task<O2Pair> StartAsync()
    {
        var pair = new O2Pair(await Peer.StartAsync(0, "o2"), await Peer.StartAsync(1, "o2"));
        await pair.Client.DoAsync("connect", await pair.Server.AskAsync<int>("listen"));
        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
