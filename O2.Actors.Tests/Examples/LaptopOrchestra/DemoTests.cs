using System.Diagnostics;
using LaptopOrchestra;
using O2.Actors.Tests.Bridges.Osc;

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

    [LibloFact]
    public async Task Somebody_plays_along_from_an_OSC_program_in_time_and_the_orchestra_is_not_disturbed()
    {
        await using ChildProcess demo = new("dotnet", [Demo, "--touch=0", "--speed=2", "--silent", "--leashed", $"--output={_output}"]);
        var port = (await demo.WaitForAsync("send OSC to UDP port ")).Split("port ")[1].Split(':')[0];
        foreach (var (bar, key) in (IEnumerable<(int, int)>)[(2, 84), (4, 86), (6, 88)])
        {
            await demo.WaitForAsync($"bar {bar,2}");
            await using ChildProcess phone = new("oscsend", "localhost", port, "/key", "if", $"{key}", "0.8");
            await phone.WaitForExitAsync();
        }

        Assert.Equal(0, await demo.WaitForExitAsync());
        Assert.Contains("Played along on the touch surface: 3 notes.", demo.Output);
        Assert.Contains("Every note was played exactly once: 156 of 156.", demo.Output);
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
