namespace O2.Benchmarks;

/// <summary>
/// By multicast DNS on the loopback interface: how soon a second process is connected with the first (<c>first_s</c>), has the ensemble's time and
/// can send to its service (<c>sync_s</c>); and the same when both start at once (<c>both_s</c>). From the call of <c>StartAsync</c> on; medians.
/// </summary>
internal sealed class DiscoveryTimes : Measurement
{
    private const int Rounds = 5;

    public override IReadOnlyList<string> Prefixes => ["discovery"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        var second = new List<JoinTimes>();
        var both = new List<JoinTimes>();
        for (int round = 0; round < (options.IsQuick ? 1 : Rounds); round++)
        {
            second.Add(await JoinAsync($"second{Environment.ProcessId}r{round}", together: false));
            both.Add(await JoinAsync($"both{Environment.ProcessId}r{round}", together: true));
        }

        figures.Add("discovery.first_s", Percentiles.Of(second.Select(join => join.First)).P50);
        figures.Add("discovery.sync_s", Percentiles.Of(second.Select(join => join.Synchronized)).P50);
        figures.Add("discovery.both_s", Percentiles.Of(both.Select(join => join.Synchronized)).P50);
    }

    private static async Task<JoinTimes> JoinAsync(string ensemble, bool together)
    {
        await using var reference = await Peer.StartAsync(0, "o2");
        await using var follower = await Peer.StartAsync(1, "o2");
        var first = reference.AskAsync<JoinTimes>("join", ensemble, "reference");
        if (!together)
            await first;
        var times = await follower.AskAsync<JoinTimes>("join", ensemble, "follower");
        await first;
        return times;
    }
}
