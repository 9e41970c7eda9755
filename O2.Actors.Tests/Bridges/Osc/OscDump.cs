using System.Globalization;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>liblo's <c>oscdump</c>: an OSC server that prints what it gets.</summary>
internal sealed class OscDump : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ChildProcess _program;

    private OscDump(ChildProcess program) => _program = program;

    public int Port { get; private init; }

    /// <param name="protocol"><c>udp</c> or <c>tcp</c>.</param>
    /// <param name="port">Where it listens; 0: it chooses itself.</param>
    public static async Task<OscDump> StartAsync(string protocol, int port = 0)
    {
        ChildProcess program = new("oscdump", "-L", $"osc.{protocol}://:{port}/");
        return new OscDump(program) { Port = await FindPortAsync(program.Id, protocol) };
    }

    /// <summary>Waits for a packet whose line contains a text.</summary>
    public Task<string> WaitForAsync(string text) => _program.WaitForAsync(text);

    /// <summary>What was written so far, and waited for.</summary>
    public string Output => _program.Output;

    public async ValueTask DisposeAsync()
    {
        _program.Kill();
        await _program.DisposeAsync();
    }

    /// <summary>The program does not tell its port; the kernel does.</summary>
    private static async Task<int> FindPortAsync(int process, string protocol)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            string?[] sockets = [.. Directory.GetFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget)];
            foreach (string line in File.ReadLines($"/proc/net/{protocol}").Skip(1))
            {
                string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (sockets.Contains($"socket:[{fields[9]}]"))
                    return int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }

            await tick.WaitForNextTickAsync(limit.Token);
        }
    }
}
