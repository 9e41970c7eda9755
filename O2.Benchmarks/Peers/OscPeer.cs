using System.Globalization;

namespace O2.Benchmarks;

/// <summary>An OSC program made of plain .NET sockets that block: the client of our bridge, and both sides of the baseline.</summary>
/// <remarks>
/// Commands: <c>listen udp|tcp</c> gives a port; <c>connect udp|tcp PORT</c>; <c>ping N</c> gives N round trips in microseconds; <c>blast N</c> sends one way; <c>reset</c> and
/// <c>arrived N</c> tell what came.
/// </remarks>
internal sealed class OscPeer : IPeer
{
    private readonly Tally _tally = new();
    private OscEcho? _server;
    private OscClient? _client;

    public async Task<object> DoAsync(string[] command)
    {
        switch (command)
        {
            case ["listen", var transport]:
                _server = new OscEcho(transport == "tcp", _tally);
                return _server.Port;
            case ["connect", var transport, var port]:
                _client = new OscClient(transport == "tcp", Number(port));
                return true;
            case ["ping", var count]:
                return _client!.Ping(Number(count));
            case ["blast", var count]:
                return _client!.Blast(Number(count));
            case ["reset"]:
                _tally.Reset();
                return true;
            case ["arrived", var expected]:
                return await _tally.WaitAsync(Number(expected));
            default:
                throw new ArgumentException($"An OSC peer cannot do '{string.Join(' ', command)}'.");
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
