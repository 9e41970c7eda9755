using System.Globalization;

namespace O2.Benchmarks;

/// <summary>A program of a baseline, made of plain .NET sockets.</summary>
/// <remarks>
/// Commands: <c>listen tcp|udp</c> gives a port; <c>connect tcp|udp PORT</c>; <c>ping N</c> gives N round trips in microseconds; <c>blast N</c> sends one way; <c>reset</c> and
/// <c>arrived N</c> tell what came.
/// </remarks>
internal abstract class PlainPeer<TClient> : IPeer
    where TClient : PlainClient
{
    private readonly Tally _tally = new();
    private IPlainServer? _server;
    private TClient? _client;

    protected TClient Client => _client!;

    public virtual async Task<object> DoAsync(string[] command)
    {
        switch (command)
        {
            case ["listen", var transport]:
                _server = Listen(transport == "tcp", _tally);
                return _server.Port;
            case ["connect", var transport, var port]:
                _client = Connect(transport == "tcp", Number(port));
                return true;
            case ["ping", var count]:
                return Client.Ping(Number(count));
            case ["blast", var count]:
                return Client.Blast(Number(count));
            case ["reset"]:
                _tally.Reset();
                return true;
            case ["arrived", var expected]:
                return await _tally.WaitAsync(Number(expected));
            default:
                throw new ArgumentException($"{GetType().Name} cannot do '{string.Join(' ', command)}'.");
        }
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _server?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected abstract IPlainServer Listen(bool isTcp, Tally tally);

    protected abstract TClient Connect(bool isTcp, int port);

    protected static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
