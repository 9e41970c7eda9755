namespace O2.Benchmarks;

/// <summary>
/// From sending a message until the handler of its answer runs, between two OS processes on cores of their own; handlers of both processes
/// inline, or both actors. Baseline: the same bytes by blocking sockets. Rounds of all variants take turns.
/// </summary>
internal sealed class RoundTrips : Measurement
{
    private const int Rounds = 30;
    private const int PerRound = 400;

    public override IReadOnlyList<string> Prefixes => ["rtt.tcp.actor", "rtt.tcp.inline", "rtt.udp.actor", "rtt.udp.inline"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        await using var raw = await RawPair.StartAsync("raw");
        await using var o2 = await O2Pair.StartAsync();
        foreach (string transport in ((string[])["tcp", "udp"]).Where(t => options.Wants($"rtt.{t}.actor") || options.Wants($"rtt.{t}.inline")))
        {
            await RoundTripTurns.MeasureAsync(
                figures,
                options.Scale(Rounds),
                PerRound,
                ($"rtt.{transport}.actor", count => o2.Client.AskAsync<double[]>("ping", transport, "actor", count)),
                ($"rtt.{transport}.inline", count => o2.Client.AskAsync<double[]>("ping", transport, "inline", count)),
                ($"rtt.{transport}.raw", count => raw.PingAsync(transport, count)));
        }
    }
}
