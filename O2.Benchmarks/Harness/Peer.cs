using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace O2.Benchmarks;

/// <summary>A process of its own, pinned to a core, that answers commands; see <see cref="PeerHost"/>. It ends when it is disposed, or with us.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly int StopSignal = OperatingSystem.IsLinux() ? 19 : 17, ContinueSignal = OperatingSystem.IsLinux() ? 18 : 19;   // Linux, else macOS and the BSDs
    private readonly Process _process;

    private Peer(Process process) => _process = process;

    /// <summary>The memory that it holds now.</summary>
    public long WorkingSetBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Whether this system can <see cref="Pause"/> a process.</summary>
    public static bool CanPause => !OperatingSystem.IsWindows();

    /// <summary>Starts this program once more, as a peer of some kind, and waits until it takes commands.</summary>
    public static async Task<Peer> StartAsync(int core, params IEnumerable<string> kind)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] self = isHost ? [Assembly.GetExecutingAssembly().Location] : [];
        var start = new ProcessStartInfo(program, [.. self, "peer", .. kind])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // With one core .NET waits ten times as long (1 s) before it compiles hot code anew; warming up would take that long, too.
            Environment = { ["DOTNET_TieredCompilation"] = "1", ["DOTNET_TC_DelaySingleProcMultiplier"] = "1" },
        };
        var peer = new Peer(Cores.Start(start, core));
        await peer.ReadAsync<bool>();
        return peer;
    }

    /// <summary>Gives a command and waits for its answer.</summary>
    public async Task<T> AskAsync<T>(params IEnumerable<object> command)
    {
        await _process.StandardInput.WriteLineAsync(string.Join(' ', command));
        await _process.StandardInput.FlushAsync();
        return await ReadAsync<T>();
    }

    /// <summary>Gives a command whose answer says nothing.</summary>
    public Task DoAsync(params IEnumerable<object> command) => AskAsync<bool>(command);

    /// <summary>Lets it do nothing at all, whatever its threads are at, until <see cref="Resume"/>.</summary>
    public void Pause() => Signal(_process.Id, StopSignal);

    /// <summary>Lets it go on.</summary>
    public void Resume() => Signal(_process.Id, ContinueSignal);

    public async ValueTask DisposeAsync()
    {
        if (CanPause)
            Resume();
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task<T> ReadAsync<T>()
    {
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return line is null ? throw new EndOfStreamException("A peer has ended before its time; see above.") : JsonSerializer.Deserialize<T>(line)!;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
