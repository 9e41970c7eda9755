namespace O2.Benchmarks;

/// <summary>
/// OSC packets from a program of plain sockets to an inline method of an O2 process: <c>rtt.osc</c> until the answer is back, through our bridge both ways; <c>oneway.osc</c>
/// packets a second until the last was handled. Two OS processes on cores of their own. Beside it the same program and a server made with liblo. Baseline: the same packets between two
/// programs of plain sockets that block. Rounds of all take turns.
/// </summary>
internal sealed class OscBridge : Measurement
{
    private const int Rounds = 20;
    private const int PerRound = 400;
    private const int WarmUps = 5;
    private const int BlastRounds = 7;
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(150);

    /// <param name="Suffix">What the names of its figures end in.</param>
    /// <param name="Server">Answers or counts.</param>
    /// <param name="Client">The program of plain sockets.</param>
    private sealed record Way(string Suffix, Peer Server, Peer Client)
    {
        public const string Plain = ".raw";
        public List<double> Samples { get; } = [];

        /// <summary>What the figures are compared with.</summary>
        public string? BaselineOf(string name) => Suffix == Plain ? null : name + Plain;
    }

    public override IReadOnlyList<string> Prefixes => ["rtt.osc", "oneway.osc"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        if (!Liblo.IsInstalled)
            Console.Error.WriteLine("NOT MEASURED: rtt.osc.*.liblo and oneway.osc.*.liblo need liblo (apt-get install liblo-tools).");
        foreach (string transport in (string[])["udp", "tcp"])
        {
            List<Way> ways = [await OpenAsync("", transport, "o2", "listen osc"), await OpenAsync(Way.Plain, transport, "osc", "listen")];
            if (Liblo.IsInstalled)
                ways.Add(await OpenAsync(".liblo", transport, "liblo", "listen"));
            if (options.Wants($"rtt.osc.{transport}"))
                await PingAsync(options, figures, $"rtt.osc.{transport}", ways);
            if (options.Wants($"oneway.osc.{transport}"))
                await BlastAsync(options, figures, $"oneway.osc.{transport}", ways);
            foreach (var way in ways)
            {
                await way.Client.DisposeAsync();
                await way.Server.DisposeAsync();
            }
        }
    }

    private static async Task<Way> OpenAsync(string suffix, string transport, string kind, string listen)
    {
        Way way = new(suffix, await Peer.StartAsync(0, kind), await Peer.StartAsync(1, "osc"));
        await way.Client.DoAsync("connect", transport, await way.Server.AskAsync<int>([.. listen.Split(' '), transport]));
        return way;
    }

    private static async Task PingAsync(BenchmarkOptions options, FigureList figures, string name, IReadOnlyList<Way> ways)
    {
        for (int round = -WarmUps; round < options.Scale(Rounds); round++)
        {
            foreach (var way in ways)
            {
                double[] some = await way.Client.AskAsync<double[]>("ping", round < 0 ? PerRound * 5 : PerRound);
                way.Samples.AddRange(round < 0 ? [] : some);
            }

            if (round < 0)
                await Task.Delay(CompilerPause);
        }

        foreach (var way in ways)
        {
            figures.AddPercentiles(name + way.Suffix, way.Samples, way.BaselineOf(name));
            way.Samples.Clear();
        }
    }

    private static async Task BlastAsync(BenchmarkOptions options, FigureList figures, string name, IReadOnlyList<Way> ways)
    {
        int messages = options.Scale(100_000);
        for (int round = 0; round <= (options.IsQuick ? 1 : BlastRounds); round++)
        {
            foreach (var way in ways)
            {
                double rate = await MeasureAsync(way.Server, way.Client, messages);
                if (round > 0)   // the first one warms up
                    way.Samples.Add(rate);
            }
        }

        foreach (var way in ways)
            figures.Add($"{name}{way.Suffix}.msgs_per_s", Percentiles.Of(way.Samples).P50, way.BaselineOf(name) is { } baseline ? $"{baseline}.msgs_per_s" : null);
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
