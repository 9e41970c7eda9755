using System.Diagnostics;
using System.Threading.Channels;

namespace O2.Actors.Tests;

/// <summary>Another OS process for a test. It has to end when its standard input does, so that it never outlives the test run.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];

    public ChildProcess(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything that the process has written and that was waited for.</summary>
    public string Output => string.Join('\n', _seen);

    /// <summary>Starts Program.cs of this assembly in a process of its own.</summary>
    public static ChildProcess OfTests(params IEnumerable<string> arguments) => new("dotnet", CommandOfTests(arguments));

    /// <summary>Starts an example that lies beside the tests, on the frameworks of the tests: an assembly that comes with these does not lie there.</summary>
    public static ChildProcess OfExample(string program, params IEnumerable<string> arguments) =>
        new("dotnet", ["exec", "--runtimeconfig", Path.ChangeExtension(typeof(ChildProcess).Assembly.Location, "runtimeconfig.json"), program, .. arguments]);

    /// <summary>The arguments with which <c>dotnet</c> runs Program.cs of this assembly.</summary>
    public static IEnumerable<string> CommandOfTests(params IEnumerable<string> arguments) => [typeof(ChildProcess).Assembly.Location, .. arguments];

    /// <summary>Types a line into the process.</summary>
    public Task TypeAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>The number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Waits for a line of output that contains a text, unless there has been one.</summary>
    public async Task<string> SeeAsync(string text) =>
        _seen.Find(line => line.Contains(text, StringComparison.Ordinal)) ?? await WaitForAsync(text);

    /// <summary>Waits for a line of output that contains a text.</summary>
    public async Task<string> WaitForAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await foreach (string line in _lines.Reader.ReadAllAsync(patience.Token))
            {
                _seen.Add(line);
                if (line.Contains(text, StringComparison.Ordinal))
                    return line;
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }
        throw new TimeoutException($"The process never wrote '{text}', but:\n{Output}");
    }

    /// <summary>Waits until the process ends by itself.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        while (_lines.Reader.TryRead(out string? line))
            _seen.Add(line);
        return _process.ExitCode;
    }

    /// <summary>Ends a process at once that does not look at its standard input.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await WaitForExitAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is not null)
            _lines.Writer.TryWrite(line);
    }
}
