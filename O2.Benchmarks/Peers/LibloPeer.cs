using System.Globalization;
using System.Net.Sockets;

namespace O2.Benchmarks;

/// <summary>An OSC server made with liblo: sends packets to <c>/ping</c> back to whoever sent them, and counts those to <c>/note</c>.</summary>
/// <remarks>
/// Commands: <c>listen udp|tcp</c> gives a port; <c>reset</c> and <c>arrived N</c> tell what came. By TCP liblo writes an answer in two pieces, its length and the packet, and the system
/// holds the second one back until the first is acknowledged, up to 40 ms; so the listening socket, from which accepted ones have it, is told not to.
/// </remarks>
internal sealed class LibloPeer : IPeer
{
    private const int LookForEndMs = 50;
    private readonly Tally _tally = new();
    private readonly Liblo.Method _answer;
    private readonly Liblo.Method _count;
    private readonly Thread _thread;
    private nint _server;
    private volatile bool _hasEnded;

    public LibloPeer()
    {
        _answer = (_, _, _, _, message, _) => Liblo.Send(Liblo.GetSource(message), _server, "/ping", message) < 0 ? throw new IOException("liblo cannot answer.") : 0;
        _count = (_, _, _, _, _, _) =>
        {
            _tally.Add(1);
            return 0;
        };
        _thread = new Thread(Serve) { IsBackground = true };
    }

    public async Task<object> DoAsync(string[] command)
    {
        switch (command)
        {
            case ["listen", var transport]:
                return Listen(transport == "tcp");
            case ["reset"]:
                _tally.Reset();
                return true;
            case ["arrived", var expected]:
                return await _tally.WaitAsync(int.Parse(expected, CultureInfo.InvariantCulture));
            default:
                throw new ArgumentException($"A liblo peer cannot do '{string.Join(' ', command)}'.");
        }
    }

    public ValueTask DisposeAsync()
    {
        _hasEnded = true;
        if (_server != 0)
        {
            _thread.Join();
            Liblo.FreeServer(_server);
        }

        return ValueTask.CompletedTask;
    }

    private int Listen(bool isTcp)
    {
        _server = Liblo.NewServer(0, isTcp ? Liblo.Tcp : Liblo.Udp, 0);
        if (isTcp)
        {
            using var handle = new SafeSocketHandle(Liblo.GetSocket(_server), ownsHandle: false);
            using var socket = new Socket(handle);
            socket.NoDelay = true;
        }

        Liblo.AddMethod(_server, "/ping", "i", _answer, 0);
        Liblo.AddMethod(_server, "/note", "i", _count, 0);
        _thread.Start();
        return Liblo.GetPort(_server);
    }

    private void Serve()
    {
        while (!_hasEnded)
            Liblo.Receive(_server, LookForEndMs);
    }
}
