using System.Globalization;

namespace O2.Benchmarks;

/// <summary>The baseline: plain .NET sockets, one thread for each, that block in their receives or poll them without a pause.</summary>
/// <remarks>
/// Commands: <c>listen tcp|udp</c> gives a port; <c>connect tcp|udp PORT</c>; <c>ping N</c> gives N round trips and <c>offset N</c> N errors of a
/// clock comparison, in microseconds; <c>blast N</c> sends one way; <c>reset</c> and <c>arrived N</c> tell what came.
/// </remarks>
internal sealed class RawPeer(bool isPolling) : IPeer
{
    private readonly Tally _tally = new();
    private RawServer? _server;
    private RawClient? _client;

    public async Task<object> DoAsync(string[] command)
    {
        switch (command)
        {
            case ["listen", var transport]:
                _server = new RawServer(transport == "tcp", isPolling, _tally);
                return _server.Port;
            case ["connect", var transport, var port]:
                _client = new RawClient(transport == "tcp", isPolling, Number(port));
                return true;
            case ["ping", var count]:
                return _client!.Ping(Number(count));
            case ["offset", var count]:
                return _client!.CompareClocks(Number(count));
            case ["blast", var count]:
                return _client!.Blast(Number(count));
            case ["reset"]:
                _tally.Reset();
                return true;
            case ["arrived", var expected]:
                return await _tally.WaitAsync(Number(expected));
            default:
                throw new ArgumentException($"A raw peer cannot do '{string.Join(' ', command)}'.");
        }
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _server?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
