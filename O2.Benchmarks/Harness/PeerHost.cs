using System.Text.Json;

namespace O2.Benchmarks;

/// <summary>The other end of <see cref="Peer"/>: one command a line on standard input, its answer as one line of JSON on standard output.</summary>
internal static class PeerHost
{
    public static async Task<int> RunAsync(string[] kind)
    {
        await using var peer = Create(kind);
        Answer(true);
        while (Console.ReadLine() is { } command)
            Answer(await peer.DoAsync(command.Split(' ')));
        return 0;
    }

    private static IPeer Create(string[] kind) => kind switch
    {
        ["raw"] => new RawPeer(isPolling: false),
        ["rawpoll"] => new RawPeer(isPolling: true),
        ["o2"] => new O2Peer(isRealTime: false),
        ["o2realtime"] => new O2Peer(isRealTime: true),
        ["inprocess"] => new InProcessPeer(),
        _ => throw new ArgumentException($"There is no kind of peer '{string.Join(' ', kind)}'."),
    };

    private static void Answer(object answer) => Console.WriteLine(JsonSerializer.Serialize(answer));
}
