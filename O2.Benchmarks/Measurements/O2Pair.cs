namespace O2.Benchmarks;

/// <summary>Two O2 processes that are connected, each an OS process on a core of its own; the server is the clock reference.</summary>
internal sealed record O2Pair(Peer Server, Peer Client) : IAsyncDisposable
{
    /// <param name="kind"><c>o2</c> or <c>o2realtime</c>.</param>
    public static async Task<O2Pair> StartAsync(string kind = "o2")
    {
        var pair = new O2Pair(await Peer.StartAsync(0, kind), await Peer.StartAsync(1, kind));
        await pair.Client.DoAsync("connect", await pair.Server.AskAsync<int>("listen"));
        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
