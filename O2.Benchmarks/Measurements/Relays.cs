namespace O2.Benchmarks;

/// <summary>
/// Between two processes that a broker (mosquitto, on the same machine) relays: round trips, inline handlers and actors. Baseline: two bare MQTT clients at the same broker, with
/// the same number of bytes. And how soon a process has met the first one (<c>discovery.mqtt_s</c>), and can send it timed messages (<c>discovery.mqtt_sync_s</c>), from the call of <c>StartAsync</c> on; medians.
/// </summary>
internal sealed class Relays : Measurement
{
    private const int Rounds = 20;
    private const int PerRound = 200;
    private const int Joins = 5;

    public override IReadOnlyList<string> Prefixes => ["rtt.mqtt", "discovery.mqtt"];

    public override async Task RunAsync(BenchmarkOptions options, FigureList figures)
    {
        await using var broker = await Broker.StartAsync();
        if (broker is null)
        {
            Console.Error.WriteLine("NOT MEASURED: rtt.mqtt and discovery.mqtt need mosquitto (apt-get install mosquitto).");
            return;
        }

        await MeasureRoundTripsAsync(broker.Port, options, figures);
        await MeasureJoinsAsync(broker.Port, options, figures);
    }

    private static async Task MeasureRoundTripsAsync(int port, BenchmarkOptions options, FigureList figures)
    {
        await using Peer server = await Peer.StartAsync(0, "o2"), client = await Peer.StartAsync(1, "o2");
        await using Peer rawServer = await Peer.StartAsync(0, "mqtt"), rawClient = await Peer.StartAsync(1, "mqtt");
        await server.AskAsync<JoinTimes>("relay", port, "reference", "rounds");
        await client.AskAsync<JoinTimes>("relay", port, "follower", "rounds");
        await rawServer.DoAsync("listen", port);
        await rawClient.DoAsync("connect", port);
        await RoundTripTurns.MeasureAsync(
            figures,
            options.Scale(Rounds),
            PerRound,
            ("rtt.mqtt.actor", count => client.AskAsync<double[]>("ping", "tcp", "actor", count)),
            ("rtt.mqtt.inline", count => client.AskAsync<double[]>("ping", "tcp", "inline", count)),
            ("rtt.mqtt.raw", count => rawClient.AskAsync<double[]>("ping", count)));
    }

    private static async Task MeasureJoinsAsync(int port, BenchmarkOptions options, FigureList figures)
    {
        var joins = new List<JoinTimes>();
        for (int round = 0; round < (options.IsQuick ? 1 : Joins); round++)
        {
            await using Peer reference = await Peer.StartAsync(0, "o2"), follower = await Peer.StartAsync(1, "o2");
            await reference.AskAsync<JoinTimes>("relay", port, "reference", $"join{round}");
            joins.Add(await follower.AskAsync<JoinTimes>("relay", port, "follower", $"join{round}"));
        }

        figures.Add("discovery.mqtt_s", Percentiles.Of(joins.Select(join => join.First)).P50);
        figures.Add("discovery.mqtt_sync_s", Percentiles.Of(joins.Select(join => join.Synchronized)).P50);
    }
}
