using System.Text.Json;

namespace O2.Benchmarks;

/// <summary>The other end of <see cref="Peer"/>: one command a line on standard input, its answer as one line of JSON on standard output.</summary>
/// <remarks>It waits on the main thread. On a single core .NET's pool begins with one thread; blocking that would hold up the actors for a second.</remarks>
internal static class PeerHost
{
    public static int Run(string[] kind)
    {
        var peer = Create(kind);
        Answer(true);
        while (Console.ReadLine() is { } command)
            Answer(peer.DoAsync(command.Split(' ')).GetAwaiter().GetResult());
        peer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return 0;
    }

    private static IPeer Create(string[] kind) => kind switch
    {
        ["raw"] => new RawPeer(isPolling: false),
        ["rawpoll"] => new RawPeer(isPolling: true),
        ["o2"] => new O2Peer(isRealTime: false),
        ["o2realtime"] => new O2Peer(isRealTime: true),
        ["lite"] => new LitePeer(),
        ["osc"] => new OscPeer(),
        ["liblo"] => new LibloPeer(),
        ["mqtt"] => new MqttPeer(),
        ["inprocess"] => new InProcessPeer(),
        _ => throw new ArgumentException($"There is no kind of peer '{string.Join(' ', kind)}'."),
    };

    private static void Answer(object answer) => Console.WriteLine(JsonSerializer.Serialize(answer));
}
