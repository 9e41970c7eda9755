using System.Diagnostics;
using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

/// <summary>The demo as users run it: seven operating system processes on loopback.</summary>
public sealed class DemoTests : IDisposable
{
    private static readonly string Demo = typeof(Director).Assembly.Location;
    private readonly string _output = Directory.CreateTempSubdirectory("canon").FullName;

    [Fact]
    public async Task Six_programs_find_each_other_and_play_every_note_exactly_once()
    {
        var (exitCode, said) = await RunAsync("--speed=4", "--silent", "--leashed", $"--output={_output}");

        Assert.True(exitCode == 0, said);
        Assert.Contains("Every note was played exactly once: 156 of 156.", said);
        Assert.Equal(["canon.mid", "canon.svg", "canon.wav"], Directory.GetFiles(_output).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_player_that_throws_is_restarted_and_one_that_is_killed_is_replaced_without_losing_a_note()
    {
        var (exitCode, said) = await RunAsync("--crash", "--speed=4", "--silent", "--leashed", $"--output={_output}");

        Assert.True(exitCode == 0, said);
        Assert.Contains("Every note was played exactly once: 156 of 156.", said);
        Assert.Matches(@"beat \d\.\d   player2    threw an exception; restarted in \d", said);
        Assert.Matches(@"player3    was killed; its stand-by took over after \d", said);
    }

    [Fact]
    public async Task When_the_conductor_is_killed_its_assistant_takes_over_the_beat_and_the_clock()
    {
        var (exitCode, said) = await RunAsync("--conductor-dies", "--speed=4", "--silent", "--leashed", $"--output={_output}");

        Assert.True(exitCode == 0, said);
        Assert.Contains("Every note was played exactly once: 156 of 156.", said);
        Assert.Matches(@"conductor  was killed; its stand-by took over after \d", said);
        Assert.Contains("the ensemble's time moved by at most", said);
    }

    [Fact]
    public async Task An_unknown_role_is_refused()
    {
        var (exitCode, said) = await RunAsync("triangle");

        Assert.Equal(2, exitCode);
        Assert.Contains("There is no role 'triangle'.", said);
    }

    [Fact]
    public async Task A_program_ends_with_whoever_started_it()
    {
        using var player = Process.Start(new ProcessStartInfo("dotnet", [Demo, "player1", "--leashed", $"--ensemble=leash-{Environment.ProcessId}"])
        {
            RedirectStandardInput = true,
        })!;

        player.StandardInput.Close();
        await player.WaitForExitAsync();

        Assert.Equal(130, player.ExitCode);
    }

    public void Dispose() => Directory.Delete(_output, recursive: true);

    private static async Task<(int ExitCode, string Said)> RunAsync(params string[] arguments)
    {
        await using var demo = new ChildProcess("dotnet", [Demo, .. arguments]);
        var exitCode = await demo.WaitForExitAsync();
        return (exitCode, demo.Output);
    }
}
