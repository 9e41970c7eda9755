using System.Diagnostics;
using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

/// <summary>The demo as users run it: seven operating system processes on loopback.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly string _output = Directory.CreateTempSubdirectory("canon").FullName;

    [Fact]
    public async Task Six_programs_find_each_other_and_play_every_note_exactly_once()
    {
        var (exitCode, said) = await RunAsync("--speed=4", "--silent", $"--output={_output}");

        Assert.True(exitCode == 0, said);
        Assert.Contains("Every note was played exactly once: 156 of 156.", said);
        Assert.Equal(["canon.mid", "canon.svg", "canon.wav"], Directory.GetFiles(_output).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task An_unknown_role_is_refused()
    {
        var (exitCode, said) = await RunAsync("triangle");

        Assert.Equal(2, exitCode);
        Assert.Contains("There is no role 'triangle'.", said);
    }

    public void Dispose() => Directory.Delete(_output, recursive: true);

    private static async Task<(int ExitCode, string Said)> RunAsync(params string[] arguments)
    {
        using var demo = Process.Start(new ProcessStartInfo("dotnet", [typeof(Director).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = demo.StandardOutput.ReadToEndAsync();
        var errors = demo.StandardError.ReadToEndAsync();
        await demo.WaitForExitAsync();
        return (demo.ExitCode, await output + await errors);
    }
}
