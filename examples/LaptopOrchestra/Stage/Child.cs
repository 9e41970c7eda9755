using System.Diagnostics;
using System.Reflection;

namespace LaptopOrchestra;

/// <summary>One of the orchestra's programs, running as an operating system process of its own.</summary>
public sealed class Child : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private readonly Process _process;

    private Child(string name, Process process) => (Name, _process) = (name, process);

    /// <summary>Its role, for example <c>player2</c>.</summary>
    public string Name { get; }

    /// <summary>Starts this executable once more, in another role.</summary>
    /// <param name="say">Called with each line that the program writes, errors included, from any thread.</param>
    public static Child Start(string name, IEnumerable<string> arguments, Action<string, string> say)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var self = isHost ? [Assembly.GetExecutingAssembly().Location] : Array.Empty<string>();
        var process = Process.Start(new ProcessStartInfo(program, [.. self, .. arguments])
        {
            RedirectStandardInput = true,    // the leash: it ends when we do
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, line) => Say(line.Data);
        process.ErrorDataReceived += (_, line) => Say(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new Child(name, process);

        void Say(string? line)
        {
            if (line is not null)
                say(name, line);
        }
    }

    /// <summary>Waits for its end and for the last line that it wrote.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Ends it as the operating system ends a program that has no say in it (SIGKILL).</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks it to end, and ends it if it does not within three seconds.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Grace);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => _process.Dispose();
}
