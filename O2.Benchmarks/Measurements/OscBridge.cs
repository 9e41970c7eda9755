namespace O2.Benchmarks;

/// <summary>
/// OSC packets from a program of plain sockets to an inline method of an O2 process: <c>rtt.osc</c> until the answer is back, through our bridge both ways; <c>oneway.osc</c>
/// packets a second until the last was handled. Two OS processes on cores of their own. Baseline: the same packets between two programs of plain sockets that block. Rounds of both take turns.
/// </summary>
internal sealed class OscBridge : Measurement
{
    private const int Rounds = 20;
    private const int PerRound = 400;
    private const int BlastRounds = 7;

    public override IReadOnlyList<string> Prefixes => ["rtt.osc", "oneway.osc"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        foreach (string transport in (string[])["udp", "tcp"])
        {
            await using var server = await Peer.StartAsync(0, "o2");
            await using var client = await Peer.StartAsync(1, "osc");
            await using var plainServer = await Peer.StartAsync(0, "osc");
            await using var plainClient = await Peer.StartAsync(1, "osc");
            await client.DoAsync("connect", transport, await server.AskAsync<int>("listen", "osc", transport));
            await plainClient.DoAsync("connect", transport, await plainServer.AskAsync<int>("listen", transport));
            if (options.Wants($"rtt.osc.{transport}"))
            {
                await RoundTripTurns.MeasureAsync(
                    figures,
                    options.Scale(Rounds),
                    PerRound,
                    ($"rtt.osc.{transport}", count => client.AskAsync<double[]>("ping", count)),
                    ($"rtt.osc.{transport}.raw", count => plainClient.AskAsync<double[]>("ping", count)));
            }

            if (options.Wants($"oneway.osc.{transport}"))
                await BlastAsync(options, figures, $"oneway.osc.{transport}", (server, client), (plainServer, plainClient));
        }
    }

    private static async Task BlastAsync(BenchmarkOptions options, FigureList figures, string name, (Peer Server, Peer Client) ours, (Peer Server, Peer Client) plain)
    {
        int messages = options.Scale(100_000);
        var rates = await Turns.TakeAsync(
            warmUps: 1,
            options.Scale(BlastRounds),
            () => MeasureAsync(ours.Server, ours.Client, messages),
            () => MeasureAsync(plain.Server, plain.Client, messages));
        figures.Add($"{name}.msgs_per_s", Percentiles.Of(rates[0]).P50, $"{name}.raw.msgs_per_s");
        figures.Add($"{name}.raw.msgs_per_s", Percentiles.Of(rates[1]).P50);
    }

    /// <summary>What is lost by UDP does not count.</summary>
    private static async Task<double> MeasureAsync(Peer server, Peer client, int messages)
    {
        await server.DoAsync("reset");
        long start = await client.AskAsync<long>("blast", messages);
        var arrived = await server.AskAsync<Arrivals>("arrived", messages);
        return arrived.Count / Ticks.ToSeconds(arrived.Last - start);
    }
}
