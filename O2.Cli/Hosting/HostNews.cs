using System.Collections.Concurrent;
using System.Threading.Channels;
using O2.Actors;

namespace O2.Cli;

/// <summary>What happens at a host, in words for people.</summary>
/// <remarks>Thread-safe. Nobody who has news waits for the screen; of what comes faster than it is shown, the oldest is lost.</remarks>
internal sealed class HostNews
{
    private const int LatestKept = 6, MostWaiting = 1000;
    private readonly ConcurrentQueue<string> _latest = new();
    private readonly Channel<string> _all = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>What happened last, oldest first.</summary>
    public IEnumerable<string> Latest => _latest;

    /// <summary>Everything, as it happens; for one reader.</summary>
    public IAsyncEnumerable<string> ReadAllAsync(CancellationToken stop) => _all.Reader.ReadAllAsync(stop);

    public void Warn(string text) => Add($"warning: {text}");

    /// <summary>Takes the events of a process until it is stopped.</summary>
    public async Task CollectAsync(IAsyncEnumerable<O2Event> events, CancellationToken stop)
    {
        await foreach (var e in events.WithCancellation(stop))
        {
            if (Describe(e) is { } text)
                Add(text);
        }
    }

    /// <returns>A line; null for what is not worth one.</returns>
    public static string? Describe(O2Event e) => e switch
    {
        BridgeClientJoined { Bridge: var bridge } when IsOwnPart(bridge) => null,
        BridgeClientLeft { Bridge: var bridge } when IsOwnPart(bridge) => null,
        BridgeClientJoined joined => $"{joined.Bridge} client {joined.Id} joined",
        BridgeClientLeft left => $"{left.Bridge} client {left.Id} left: {left.Reason}",
        ProcessJoined joined => $"process {joined.Process} joined",
        ProcessLeft left => $"process {left.Process} left",
        ProcessRenamed renamed => $"the address of this computer changed: this is {renamed.NewName} now",
        ClockSynchronized => "the ensemble's time is known",
        BrokerStateChanged { State: { IsOnline: true } broker } => $"online at the broker {broker.Broker}:{broker.Port}",
        _ => null,
    };

    /// <summary>An OSC bridge is its own client: the host's screen has a line for it from the start.</summary>
    private static bool IsOwnPart(string bridge) => bridge.StartsWith("osc-", StringComparison.Ordinal);

    private void Add(string text)
    {
        _all.Writer.TryWrite(text);
        _latest.Enqueue(text);
        if (_latest.Count > LatestKept)
            _latest.TryDequeue(out _);
    }
}
