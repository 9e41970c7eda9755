namespace O2.Benchmarks;

/// <summary>
/// From sending a message at an O2lite client until its handler gets the answer of an inline method of the host, by TCP, between two OS processes on cores
/// of their own. Baseline: the same bytes by blocking sockets. Rounds of both take turns.
/// </summary>
internal sealed class LiteRoundTrips : Measurement
{
    private const int Rounds = 20;
    private const int PerRound = 400;

    public override IReadOnlyList<string> Prefixes => ["rtt.lite"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        await using var raw = await RawPair.StartAsync("raw", "tcp");
        await using var host = await Peer.StartAsync(0, "o2");
        await using var client = await Peer.StartAsync(1, "lite");
        await client.DoAsync("connect", await host.AskAsync<int>("listen", "lite"));
        await RoundTripTurns.MeasureAsync(
            figures,
            options.Scale(Rounds),
            PerRound,
            ("rtt.lite", count => client.AskAsync<double[]>("ping", count)),
            ("rtt.lite.raw", count => raw.PingAsync("tcp", count)));
    }
}
